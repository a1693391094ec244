package io.claimstream.domain.claim;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money in whole hundredths of its currency. Sums over pence are exact in any order. */
public final class Pence {

    private static final int SCALE = 2;

    private Pence() {}

    /**
     * An amount in whole pence, rounded half even.
     *
     * @throws ArithmeticException if it does not fit a long
     */
    public static long of(BigDecimal amount) {
        return rounded(amount).unscaledValue().longValueExact();
    }

    /** An amount rounded half even to pence, with scale 2. */
    public static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    /** Pence as an amount with scale 2. */
    public static BigDecimal toAmount(long pence) {
        return BigDecimal.valueOf(pence, SCALE);
    }
}
