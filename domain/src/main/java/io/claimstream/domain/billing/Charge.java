package io.claimstream.domain.billing;

import java.math.BigDecimal;

/**
 * Scores of a month at one price. Immutable.
 *
 * @param from the first of them, counted from 1 within the month
 * @param through the last of them
 * @param price of one, in whole units of the currency
 * @param net what they cost before tax: number times price, rounded half up to the smallest unit
 */
public record Charge(long from, long through, BigDecimal price, BigDecimal net) {

    public Charge {
        if (from < 1 || through < from) {
            throw new IllegalArgumentException("Expected a charge for one score or more.");
        }
    }

    /** @param decimals of the currency's smallest unit */
    static Charge of(long from, long through, BigDecimal price, int decimals) {
        return new Charge(
                from,
                through,
                price,
                Amounts.rounded(price.multiply(BigDecimal.valueOf(through - from + 1)), decimals));
    }

    /** How many scores. */
    public long quantity() {
        return through - from + 1;
    }
}
