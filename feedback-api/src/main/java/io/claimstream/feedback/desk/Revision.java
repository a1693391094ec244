package io.claimstream.feedback.desk;

import org.jspecify.annotations.Nullable;

/**
 * What came of revising a feedback.
 *
 * @param id of the feedback that stands now; with {@link Outcome#SUPERSEDED} of the current score; null otherwise
 */
public record Revision(Outcome outcome, @Nullable String id) {

    /** How it ended. */
    public enum Outcome {
        /** Kafka has the new feedback and the withdrawal of the earlier one. */
        REVISED,
        /** It says the same as before; nothing was written. */
        UNCHANGED,
        /** It was taken back, or is being revised by someone else. */
        CHANGED,
        /** A newer revision of the claim is scored. */
        SUPERSEDED,
        /** There is no score that it could be about. */
        UNKNOWN_SCORE
    }
}
