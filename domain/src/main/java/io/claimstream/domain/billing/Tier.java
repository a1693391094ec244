package io.claimstream.domain.billing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A price for some of the scores of a month: from where the tier before it ends. Immutable.
 *
 * @param through the last score of the month that has this price, counted from 1; null for every further one
 * @param price of one score in whole units of the currency: 0 or more, less than 1,000,000, at most 6 decimals
 */
public record Tier(@Nullable Long through, BigDecimal price) {

    /** Most decimals of a price. */
    public static final int DECIMALS = 6;

    private static final BigDecimal LIMIT = BigDecimal.valueOf(1_000_000);

    public Tier {
        if (!isPrice(price)) {
            throw new IllegalArgumentException("Expected a price of 0 or more with at most 6 decimals.");
        }
        if (through != null && through < 1) {
            throw new IllegalArgumentException("Expected a tier to end with the first score or later.");
        }
    }

    /** Whether something can be a price. Numbers with an exponent are looked at before they are written out. */
    public static boolean isPrice(BigDecimal price) {
        return price.signum() >= 0
                && price.precision() - (long) price.scale() <= LIMIT.precision()
                && price.scale() <= DECIMALS
                && price.compareTo(LIMIT) < 0;
    }
}
