package io.claimstream.feedback.exercise;

import io.claimstream.feedback.figures.AgreementSums;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An estimate with its interval, in the currency of its claim, to the penny. Immutable.
 *
 * @param median the estimate
 * @param lower lower end of the interval
 * @param upper upper end of the interval
 */
public record Estimate(BigDecimal median, BigDecimal lower, BigDecimal upper) {

    private static final int PENCE = 2;

    /** Median and interval times a factor above 0, so that the doubt stays as large in proportion. */
    Estimate times(BigDecimal factor) {
        return new Estimate(scaled(median, factor), scaled(lower, factor), scaled(upper, factor));
    }

    /** Median and interval divided by a factor above 0. */
    Estimate dividedBy(BigDecimal factor) {
        return times(BigDecimal.ONE.divide(factor, MathContext.DECIMAL64));
    }

    /** Whether it was wrong, as the watch over decisions has it: off by more than a quarter of what was paid. */
    public boolean isOff(BigDecimal paid) {
        return median.subtract(paid).abs().compareTo(paid.multiply(AgreementSums.OFF)) > 0;
    }

    /** Whether what was paid is within the interval. */
    boolean holds(BigDecimal paid) {
        return lower.compareTo(paid) <= 0 && paid.compareTo(upper) <= 0;
    }

    private static BigDecimal scaled(BigDecimal amount, BigDecimal factor) {
        return amount.multiply(factor).setScale(PENCE, RoundingMode.HALF_EVEN);
    }
}
