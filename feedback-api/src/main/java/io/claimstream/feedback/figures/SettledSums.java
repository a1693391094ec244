package io.claimstream.feedback.figures;

import io.claimstream.model.Metrics;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What scores turned out to be, as sums over settled claims: exact, so that a claim whose settlement or score changes is taken out as it was put in. Errors
 * as a share of what was paid are of claims on which something was paid. Amounts are of one currency. Immutable.
 *
 * @param claims settled claims
 * @param estimated sum of the estimates
 * @param paid sum of the settlements
 * @param absoluteError sum of the absolute errors in money
 * @param aboveZero claims with a settlement above 0
 * @param percentageError sum of their absolute errors, each as a share of its settlement
 * @param signedError sum of their signed errors, likewise; above 0 when estimates are too high
 * @param withInterval claims whose score has an interval
 * @param covered those of them whose settlement is within it
 * @param withConfidence claims whose score has a confidence
 * @param confidence sum of these
 * @param withinTen those of them whose settlement is within 10 % of the estimate
 */
public record SettledSums(
        long claims,
        BigDecimal estimated,
        BigDecimal paid,
        BigDecimal absoluteError,
        long aboveZero,
        BigDecimal percentageError,
        BigDecimal signedError,
        long withInterval,
        long covered,
        long withConfidence,
        BigDecimal confidence,
        long withinTen) {

    /** Least number of cases from which a mean or share is told: with fewer, one claim moves it by more than 5 points. */
    public static final int LEAST = 20;

    /** Decimals of shares. */
    private static final int SHARE_SCALE = 8;

    /**
     * A score that is compared with what was paid.
     *
     * @param lower lower end of the interval; null for none
     * @param upper upper end; null for none
     * @param confidence stated probability that the settlement is within 10 % of the estimate; null for none
     */
    public record Stated(
            BigDecimal estimate, @Nullable BigDecimal lower, @Nullable BigDecimal upper, @Nullable Double confidence) {}

    /** Of no claim. */
    public static SettledSums none() {
        BigDecimal zero = BigDecimal.ZERO;
        return new SettledSums(0, zero, zero, zero, 0, zero, zero, 0, 0, 0, zero, 0);
    }

    /**
     * Of one claim.
     *
     * @param score its score
     * @param paid what was paid, 0 or more
     */
    public static SettledSums of(Stated score, BigDecimal paid) {
        BigDecimal error = score.estimate().subtract(paid);
        boolean isPaid = paid.signum() > 0;
        BigDecimal signed = isPaid ? error.divide(paid, SHARE_SCALE, RoundingMode.HALF_EVEN) : BigDecimal.ZERO;
        boolean hasInterval = score.lower() != null && score.upper() != null;
        boolean isCovered = hasInterval && paid.compareTo(score.lower()) >= 0 && paid.compareTo(score.upper()) <= 0;
        Double confidence = score.confidence();
        boolean isNear = confidence != null
                && Metrics.isWithinTenPercent(score.estimate().doubleValue(), paid.doubleValue());
        return new SettledSums(
                1,
                score.estimate(),
                paid,
                error.abs(),
                isPaid ? 1 : 0,
                signed.abs(),
                signed,
                hasInterval ? 1 : 0,
                isCovered ? 1 : 0,
                confidence == null ? 0 : 1,
                confidence == null
                        ? BigDecimal.ZERO
                        : BigDecimal.valueOf(confidence).setScale(SHARE_SCALE, RoundingMode.HALF_EVEN),
                isNear ? 1 : 0);
    }

    /** Of the claims of both. */
    public SettledSums plus(SettledSums other) {
        return new SettledSums(
                claims + other.claims,
                estimated.add(other.estimated),
                paid.add(other.paid),
                absoluteError.add(other.absoluteError),
                aboveZero + other.aboveZero,
                percentageError.add(other.percentageError),
                signedError.add(other.signedError),
                withInterval + other.withInterval,
                covered + other.covered,
                withConfidence + other.withConfidence,
                confidence.add(other.confidence),
                withinTen + other.withinTen);
    }

    /** Mean absolute error as a share of the settlement. */
    public Optional<Double> mape() {
        return mean(percentageError, aboveZero);
    }

    /** Mean signed error as a share of the settlement; above 0 when estimates are too high. */
    public Optional<Double> bias() {
        return mean(signedError, aboveZero);
    }

    /** Mean absolute error in money. */
    public Optional<Double> mae() {
        return mean(absoluteError, claims);
    }

    /** Share of settlements within the interval, with the interval that chance leaves around it. */
    public Optional<Measured> coverage() {
        return share(covered, withInterval);
    }

    /** Mean stated confidence. */
    public Optional<Double> meanConfidence() {
        return mean(confidence, withConfidence);
    }

    /** What should equal it: the share of settlements within 10 % of the estimate, of the scores that state a confidence. */
    public Optional<Measured> hitRate() {
        return share(withinTen, withConfidence);
    }

    /** A share with its interval; empty of fewer than {@value #LEAST}. */
    public static Optional<Measured> share(long hits, long of) {
        return of < LEAST ? Optional.empty() : Optional.of(Share.of(hits, of));
    }

    private static Optional<Double> mean(BigDecimal sum, long of) {
        return of < LEAST ? Optional.empty() : Optional.of(sum.doubleValue() / of);
    }
}
