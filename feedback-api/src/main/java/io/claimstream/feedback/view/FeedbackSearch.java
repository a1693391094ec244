package io.claimstream.feedback.view;

import io.claimstream.event.FeedbackKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Which feedback to list, the newest first.
 *
 * @param insurer on claims of one insurer, or of all
 * @param actor by whom
 * @param kind of which kind
 * @param withdrawn whether it was taken back
 * @param from earliest time at which it reached the topic, included
 * @param to latest, not included
 * @param after the last one of the page before
 * @param limit the most to answer with, at least 1
 */
public record FeedbackSearch(
        Optional<String> insurer,
        Optional<String> actor,
        Optional<FeedbackKind> kind,
        Optional<Boolean> withdrawn,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Place> after,
        int limit) {

    /** A place in the list. */
    public record Place(Instant recordedAt, String feedbackId) {

        /** Where a feedback stands. */
        public static Place of(Feedback feedback) {
            return new Place(feedback.recordedAt(), feedback.feedbackId());
        }
    }
}
