package io.claimstream.domain.label;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The feedback on one claim: which stands, which was withdrawn, and in what order it counts. */
final class StandingFeedback {

    /** Feedback kept for one claim; beyond it the oldest corrections go first, so that no claim outgrows a Kafka record. */
    static final int LIMIT = 200;

    private static final Comparator<ClaimFeedback> BY_TIME =
            Comparator.comparing(ClaimFeedback::getEventTime).thenComparing(ClaimFeedback::getFeedbackId);

    /** Corrections before all else, then by time: the last one counts most, the first one is forgotten first. */
    private static final Comparator<ClaimFeedback> BY_WEIGHT = Comparator.comparing(
                    (ClaimFeedback it) -> it.getKind() != FeedbackKind.CORRECTED)
            .thenComparing(BY_TIME);

    private StandingFeedback() {}

    /** Adds a feedback unless its id is known or it can never matter to a label. */
    static List<ClaimFeedback> with(List<ClaimFeedback> known, ClaimFeedback feedback) {
        if (!matters(feedback)
                || known.stream().anyMatch(it -> it.getFeedbackId().equals(feedback.getFeedbackId()))) {
            return known;
        }
        List<ClaimFeedback> next = new ArrayList<>(known);
        next.add(feedback);
        if (next.size() > LIMIT) {
            next.remove(next.stream().min(BY_WEIGHT).orElseThrow());
        }
        return List.copyOf(next);
    }

    /** Feedback that may label, the best first. */
    static List<ClaimFeedback> best(List<ClaimFeedback> known) {
        return known.stream()
                .filter(StandingFeedback::isLabel)
                .filter(it -> withdrawalOf(known, it).isEmpty())
                .sorted(BY_WEIGHT.reversed())
                .toList();
    }

    /** What took back the feedback with this id; the first of several. */
    static Optional<ClaimFeedback> withdrawalOf(List<ClaimFeedback> known, String feedbackId) {
        return known.stream()
                .filter(it -> it.getFeedbackId().equals(feedbackId))
                .findFirst()
                .flatMap(it -> withdrawalOf(known, it));
    }

    private static Optional<ClaimFeedback> withdrawalOf(List<ClaimFeedback> known, ClaimFeedback said) {
        return known.stream()
                .filter(it -> it.getKind() == FeedbackKind.WITHDRAWN && takesBack(it, said))
                .min(BY_TIME);
    }

    private static boolean takesBack(ClaimFeedback withdrawal, ClaimFeedback said) {
        return withdrawal
                .getWithdrawnFeedbackId()
                .map(named -> named.equals(said.getFeedbackId()))
                .orElseGet(() ->
                        isSameSubject(withdrawal, said) && !said.getEventTime().isAfter(withdrawal.getEventTime()));
    }

    private static boolean isSameSubject(ClaimFeedback withdrawal, ClaimFeedback said) {
        boolean namesClaim =
                withdrawal.getRevision().isEmpty() && withdrawal.getScoreId().isEmpty();
        return namesClaim
                || isSame(withdrawal.getRevision(), said.getRevision())
                || isSame(withdrawal.getScoreId(), said.getScoreId());
    }

    private static boolean isSame(Optional<?> named, Optional<?> said) {
        return named.isPresent() && named.equals(said);
    }

    private static boolean matters(ClaimFeedback feedback) {
        return feedback.getKind() == FeedbackKind.WITHDRAWN || isLabel(feedback);
    }

    /** Whether feedback says an amount that a claim can be worth: 0 or more. */
    private static boolean isLabel(ClaimFeedback feedback) {
        return (feedback.getKind() == FeedbackKind.SETTLED || feedback.getKind() == FeedbackKind.CORRECTED)
                && feedback.getAmount().map(it -> it.signum() >= 0).orElse(false);
    }
}
