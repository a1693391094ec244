package io.claimstream.domain.trial;

import java.math.BigDecimal;

/** The error of an estimate as a share of what was paid. */
public final class PercentageLoss {

    private PercentageLoss() {}

    /**
     * The absolute error over the settlement, at most 1: a claim that any estimate misses by far counts once, not a thousand times.
     *
     * @param settlement what was paid, above 0
     * @return between 0 and 1
     */
    public static double of(BigDecimal estimate, BigDecimal settlement) {
        return Math.min(1, estimate.subtract(settlement).abs().doubleValue() / settlement.doubleValue());
    }
}
