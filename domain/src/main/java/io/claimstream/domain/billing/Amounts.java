package io.claimstream.domain.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts of money that add up, in whole units of one currency with the decimals of its smallest unit. Immutable.
 *
 * @param net before tax
 * @param tax on it
 * @param gross both
 */
public record Amounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {

    public Amounts {
        if (net.add(tax).compareTo(gross) != 0) {
            throw new IllegalArgumentException("Expected net and tax to add up to gross.");
        }
    }

    /** Net and tax with their sum. */
    public static Amounts of(BigDecimal net, BigDecimal tax) {
        return new Amounts(net, tax, net.add(tax));
    }

    /**
     * A sum with the tax on all of it, which is rounded once.
     *
     * @param decimals of the currency's smallest unit
     */
    public static Amounts taxed(BigDecimal net, BigDecimal taxPercent, int decimals) {
        return of(net, rounded(net.multiply(taxPercent).movePointLeft(2), decimals));
    }

    /** Nothing. */
    public static Amounts none(int decimals) {
        BigDecimal zero = BigDecimal.ZERO.setScale(decimals);
        return new Amounts(zero, zero, zero);
    }

    public Amounts plus(Amounts other) {
        return of(net.add(other.net), tax.add(other.tax));
    }

    public Amounts minus(Amounts other) {
        return of(net.subtract(other.net), tax.subtract(other.tax));
    }

    /** To the smallest unit, halves away from zero: the only rounding there is on invoices. */
    static BigDecimal rounded(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }
}
