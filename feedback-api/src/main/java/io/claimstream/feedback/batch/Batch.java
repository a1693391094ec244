package io.claimstream.feedback.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was taken.
 *
 * @param batchId its id
 * @param insurer whose claims are in it; null for one of someone who serves all
 * @param actor who sent it
 * @param format how its lines are written
 * @param lines how many it has
 * @param begunAt when it came
 * @param leaseUntil until when its submission is surely under way, if it has not ended
 * @param endedAt when Kafka had every line that could be read; null before
 */
public record Batch(
        String batchId,
        @Nullable String insurer,
        String actor,
        BatchFormat format,
        int lines,
        Instant begunAt,
        Instant leaseUntil,
        @Nullable Instant endedAt) {

    /** How far the submission is. */
    public enum State {
        SUBMITTING,
        /** It was cut off; the same request sent again under its key goes on. */
        INTERRUPTED,
        SUBMITTED
    }

    /** How far it is at a time. */
    public State state(Instant now) {
        if (endedAt != null) {
            return State.SUBMITTED;
        }
        return now.isBefore(leaseUntil) ? State.SUBMITTING : State.INTERRUPTED;
    }
}
