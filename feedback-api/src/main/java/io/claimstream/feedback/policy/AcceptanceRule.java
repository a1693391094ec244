package io.claimstream.feedback.policy;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.AcceptanceTerms;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.ScorePurpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which scores are accepted without a person. Pure.
 *
 * @param lineOfBusiness of which line of business; null for every one that has no rule of its own
 * @param currency of which currency, ISO 4217
 * @param greatestEstimate greatest estimate, included; 0 or more
 * @param leastConfidence least confidence, included; between 0 and 1
 * @param greatestWidth greatest width of the interval over the estimate, included; 0 or more
 * @param leastShareOfClaimed least estimate over the sum claimed, included; 1 never to accept less than was claimed, which less than 1 does: that is a decision
 *     against the claimant
 * @param reviewShare share of what is within these bounds that a person looks at all the same, drawn by lot; at most 1, and less than
 *     {@link #LEAST_REVIEW_SHARE} counts as that
 */
public record AcceptanceRule(
        @Nullable String lineOfBusiness,
        String currency,
        BigDecimal greatestEstimate,
        BigDecimal leastConfidence,
        BigDecimal greatestWidth,
        BigDecimal leastShareOfClaimed,
        BigDecimal reviewShare) {

    /** Nothing is accepted without people looking at some of it. */
    public static final BigDecimal LEAST_REVIEW_SHARE = new BigDecimal("0.01");

    public AcceptanceRule {
        reviewShare = reviewShare.max(LEAST_REVIEW_SHARE);
    }

    /** Why a score is left to a person. */
    public enum Doubt {
        /** It is not a live score. */
        NOT_LIVE,
        /** The model itself asks for a person. */
        REVIEW_REASON,
        /** No model made it. */
        BASELINE,
        NO_INTERVAL,
        NO_CONFIDENCE,
        ESTIMATE_TOO_GREAT,
        CONFIDENCE_TOO_LOW,
        INTERVAL_TOO_WIDE,
        /** What was claimed cannot be read any more, or a head of loss is not stated. */
        CLAIMED_UNKNOWN,
        /** To accept it would give the claimant less than was claimed. */
        BELOW_CLAIMED
    }

    /** Whether the rule is about the line of business and the currency of a score. */
    boolean isFor(ClaimScored score) {
        return currency.equals(score.getCurrency())
                && (lineOfBusiness == null || lineOfBusiness.equals(score.getLineOfBusiness()));
    }

    /** The rule as it stands in events. */
    AcceptanceTerms terms() {
        return new AcceptanceTerms(
                lineOfBusiness,
                currency,
                greatestEstimate.setScale(2, RoundingMode.HALF_EVEN),
                leastConfidence.doubleValue(),
                greatestWidth.doubleValue(),
                reviewShare.doubleValue(),
                leastShareOfClaimed.doubleValue());
    }

    /**
     * Why a score is left to a person for what was claimed; empty when it is not.
     *
     * @param claimed the sum that was claimed in what the score was made from; empty when it is not known any more
     */
    public Optional<Doubt> doubt(ClaimScored score, Optional<BigDecimal> claimed) {
        if (claimed.isEmpty()) {
            return Optional.of(Doubt.CLAIMED_UNKNOWN);
        }
        BigDecimal least = claimed.get().multiply(leastShareOfClaimed);
        return score.getEstimate().compareTo(least) < 0 ? Optional.of(Doubt.BELOW_CLAIMED) : Optional.empty();
    }

    /** Why a score is left to a person for what it says itself; empty when it is not. */
    public Optional<Doubt> doubt(ClaimScored score) {
        if (score.getPurpose() != ScorePurpose.LIVE) {
            return Optional.of(Doubt.NOT_LIVE);
        }
        if (!score.getReviewReasons().isEmpty()) {
            return Optional.of(Doubt.REVIEW_REASON);
        }
        if (score.getModelVersion().equals(SlotHistory.BASELINE)) {
            return Optional.of(Doubt.BASELINE);
        }
        if (score.getInterval().isEmpty()) {
            return Optional.of(Doubt.NO_INTERVAL);
        }
        if (score.getConfidence().isEmpty()) {
            return Optional.of(Doubt.NO_CONFIDENCE);
        }
        return outside(score, score.getInterval().get(), score.getConfidence().get());
    }

    private Optional<Doubt> outside(ClaimScored score, Interval interval, double confidence) {
        BigDecimal estimate = score.getEstimate();
        if (estimate.compareTo(greatestEstimate) > 0) {
            return Optional.of(Doubt.ESTIMATE_TOO_GREAT);
        }
        // Not a number is no confidence either.
        if (!(confidence >= leastConfidence.doubleValue())) {
            return Optional.of(Doubt.CONFIDENCE_TOO_LOW);
        }
        BigDecimal width = interval.getUpper().subtract(interval.getLower());
        // Multiplied, not divided: of an estimate of nothing no width is a share.
        boolean isNarrow =
                estimate.signum() > 0 && width.signum() >= 0 && width.compareTo(greatestWidth.multiply(estimate)) <= 0;
        return isNarrow ? Optional.empty() : Optional.of(Doubt.INTERVAL_TOO_WIDE);
    }
}
