package io.claimstream.feedback.view;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What people said of a claim's current score, taken together. Pure. */
final class Verdicts {

    private static final Comparator<Feedback> LATEST =
            Comparator.comparing((Feedback it) -> it.said().eventTime()).thenComparing(Feedback::feedbackId);

    private Verdicts() {}

    /**
     * A settlement of the claim counts before all else; without one, the latest word on the score.
     *
     * @param feedback all feedback on the claim
     * @param scoreId its current score
     */
    static Decision of(List<Feedback> feedback, String scoreId) {
        return standing(feedback, scoreId).map(Verdicts::decision).orElse(Decision.NONE);
    }

    /** The feedback that counts; empty when nothing stands. */
    static Optional<Feedback> standing(List<Feedback> feedback, String scoreId) {
        return latest(feedback, it -> it.said().kind() == FeedbackKind.SETTLED).or(() -> word(feedback, scoreId));
    }

    /**
     * The latest word of a person on the score, whatever was paid. A policy is no person.
     *
     * @param feedback all feedback on the claim
     * @param scoreId its current score
     */
    static Decision answer(List<Feedback> feedback, String scoreId) {
        return word(feedback, scoreId)
                .filter(it -> !it.actor().startsWith(Decision.POLICY))
                .map(Verdicts::decision)
                .orElse(Decision.NONE);
    }

    /**
     * Whether anything said of the claim keeps a policy from it: whatever somebody said of any of its revisions and did not take back, taking back included,
     * and what another policy said of its current score.
     *
     * @param policy who would accept, as it stands in events
     */
    static boolean isDecidedBesides(List<Feedback> feedback, String scoreId, String policy) {
        return feedback.stream()
                .filter(it -> !it.withdrawn() && !it.actor().equals(policy))
                .anyMatch(it -> !it.actor().startsWith(Decision.POLICY) || scoreId.equals(it.scoreId()));
    }

    private static Optional<Feedback> word(List<Feedback> feedback, String scoreId) {
        return latest(feedback, it -> scoreId.equals(it.scoreId()) && isWordOfAnAdjuster(it));
    }

    private static boolean isWordOfAnAdjuster(Feedback feedback) {
        return feedback.said().kind() == FeedbackKind.ACCEPTED
                || feedback.said().kind() == FeedbackKind.CORRECTED;
    }

    private static Optional<Feedback> latest(List<Feedback> feedback, Predicate<Feedback> wanted) {
        return feedback.stream().filter(it -> !it.withdrawn()).filter(wanted).max(LATEST);
    }

    private static Decision decision(Feedback feedback) {
        return new Decision(
                Verdict.valueOf(feedback.said().kind().name()),
                feedback.said().amount(),
                feedback.said().eventTime(),
                feedback.actor());
    }
}
