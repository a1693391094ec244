package io.claimstream.feedback.view;

import io.claimstream.event.FeedbackKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a feedback.
 *
 * @param by the feedback that took it back or counts instead; null when it stands, or when a newer score is what it is not about
 */
public record Became(State state, @Nullable String by) {

    /** What became of it. */
    public enum State {
        /** It is what people say of the claim now; of a withdrawal, that it stands. */
        STANDS,
        WITHDRAWN,
        /** A later word, a settlement or a newer score counts instead. */
        SUPERSEDED
    }

    /**
     * What became of one.
     *
     * @param all all feedback on its claim
     * @param currentScoreId the claim's current score; empty when it has none
     */
    public static Became of(Feedback one, List<Feedback> all, String currentScoreId) {
        if (one.said().kind() == FeedbackKind.WITHDRAWN) {
            return new Became(State.STANDS, null);
        }
        if (one.withdrawn()) {
            return new Became(State.WITHDRAWN, withdrawalOf(one, all).orElse(null));
        }
        Optional<String> counts = Verdicts.standing(all, currentScoreId).map(Feedback::feedbackId);
        return counts.filter(one.feedbackId()::equals).isPresent()
                ? new Became(State.STANDS, null)
                : new Became(State.SUPERSEDED, counts.orElse(null));
    }

    private static Optional<String> withdrawalOf(Feedback one, List<Feedback> all) {
        return all.stream()
                .filter(it -> it.said().kind() == FeedbackKind.WITHDRAWN
                        && one.feedbackId().equals(it.said().withdrawnFeedbackId()))
                .min(Comparator.comparing(Feedback::recordedAt).thenComparing(Feedback::feedbackId))
                .map(Feedback::feedbackId);
    }
}
