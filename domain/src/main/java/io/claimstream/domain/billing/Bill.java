package io.claimstream.domain.billing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What scores of one month cost: each charge is rounded to the smallest unit, and the tax once, on their sum. Immutable.
 *
 * @param charges by the scores that they are for; their nets add up to the net amount
 * @param taxPercent 0 to 100
 * @param decimals of the currency's smallest unit
 */
public record Bill(List<Charge> charges, BigDecimal taxPercent, Amounts amounts, int decimals) {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    public Bill {
        charges = List.copyOf(charges);
        if (taxPercent.signum() < 0 || taxPercent.compareTo(WHOLE) > 0) {
            throw new IllegalArgumentException("Expected a tax of 0 to 100 per cent.");
        }
        if (net(charges, decimals).compareTo(amounts.net()) != 0) {
            throw new IllegalArgumentException("Expected charges that add up to the net amount.");
        }
    }

    /**
     * The bill of the scores of a month that are not billed yet.
     *
     * @param before how many are
     * @param total how many the month has
     */
    public static Bill of(Tiers tiers, long before, long total, BigDecimal taxPercent, int decimals) {
        List<Charge> charges = tiers.charges(before, total, decimals);
        return new Bill(charges, taxPercent, Amounts.taxed(net(charges, decimals), taxPercent, decimals), decimals);
    }

    /** How many scores it is for. */
    public long scores() {
        return charges.stream().mapToLong(Charge::quantity).sum();
    }

    private static BigDecimal net(List<Charge> charges, int decimals) {
        return charges.stream().map(Charge::net).reduce(BigDecimal.ZERO.setScale(decimals), BigDecimal::add);
    }
}
