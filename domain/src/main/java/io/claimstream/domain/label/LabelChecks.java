package io.claimstream.domain.label;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ScoredRevision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what is doubtful about a label, from what is known of its claim. Pure. */
final class LabelChecks {

    /** How far an amount may be from both the estimate and the sum of the heads of loss, as a factor. */
    static final int FACTOR = 50;

    /** Nobody reads a claim and answers in less. */
    static final Duration LEAST_THOUGHT = Duration.ofSeconds(2);

    private LabelChecks() {}

    /**
     * The flags of a label, in the order of {@link LabelFlag}.
     *
     * @param scored every revision of the claim
     * @param standing feedback that may label, the best first
     */
    static List<LabelFlag> flags(Label label, List<ScoredRevision> scored, List<ClaimFeedback> standing) {
        List<LabelFlag> flags = new ArrayList<>();
        if (isConflicting(label, scored, standing)) {
            flags.add(LabelFlag.CONFLICTING);
        }
        if (isImplausible(label)) {
            flags.add(LabelFlag.IMPLAUSIBLE_AMOUNT);
        }
        if (label.amount().compareTo(label.estimate()) == 0) {
            flags.add(LabelFlag.COPIED_ESTIMATE);
        }
        if (isTooFast(label)) {
            flags.add(LabelFlag.ANSWERED_TOO_FAST);
        }
        return List.copyOf(flags);
    }

    private static boolean isConflicting(Label label, List<ScoredRevision> scored, List<ClaimFeedback> standing) {
        if (!isCorrection(label)) {
            return false;
        }
        Map<String, BigDecimal> lastWords = new HashMap<>();
        standing.stream()
                .filter(said -> said.getKind() == FeedbackKind.CORRECTED)
                .filter(said -> Revisions.meantBy(scored, said)
                        .filter(it -> it.getRevision() == label.revision().getRevision())
                        .isPresent())
                .forEach(said ->
                        lastWords.putIfAbsent(said.getActor(), said.getAmount().orElseThrow()));
        return lastWords.values().stream().anyMatch(amount -> amount.compareTo(label.amount()) != 0);
    }

    private static boolean isImplausible(Label label) {
        BigDecimal greater = label.estimate().max(label.sumOfHeads());
        BigDecimal lesser = label.estimate().min(label.sumOfHeads());
        BigDecimal factor = BigDecimal.valueOf(FACTOR);
        boolean isTooMuch = greater.signum() > 0 && label.amount().compareTo(greater.multiply(factor)) >= 0;
        boolean isTooLittle =
                label.amount().signum() > 0 && label.amount().multiply(factor).compareTo(lesser) <= 0;
        return isTooMuch || isTooLittle;
    }

    private static boolean isTooFast(Label label) {
        Instant answeredAt = label.feedback().getEventTime();
        return isCorrection(label)
                && label.revision()
                        .getScoredAt()
                        .filter(scoredAt -> !answeredAt.isBefore(scoredAt))
                        .filter(scoredAt -> answeredAt.isBefore(scoredAt.plus(LEAST_THOUGHT)))
                        .isPresent();
    }

    private static boolean isCorrection(Label label) {
        return label.feedback().getKind() == FeedbackKind.CORRECTED;
    }
}
