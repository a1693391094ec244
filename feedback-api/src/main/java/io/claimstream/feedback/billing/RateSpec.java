package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.RateMonths;
import io.claimstream.domain.billing.Tiers;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * What scores of an insurer cost in some months, and how they are billed. Immutable.
 *
 * @param insurer whose scores
 * @param months for which it holds
 * @param currency ISO 4217 code, in which prices are and invoices are made
 * @param tiers prices by how many scores the month has
 * @param taxPercent tax on the net amount, 0 to 100, at most 2 decimals
 * @param paymentDays days from issue to the last day of payment, 0 to {@value #MOST_PAYMENT_DAYS}
 * @param parties who bills whom
 */
public record RateSpec(
        String insurer,
        RateMonths months,
        String currency,
        Tiers tiers,
        BigDecimal taxPercent,
        int paymentDays,
        Parties parties) {

    public static final int MOST_PAYMENT_DAYS = 365;

    /** Whether a text is the code of a currency with a smallest unit. */
    public static boolean isCurrency(String code) {
        try {
            return code.matches("[A-Z]{3}") && Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Decimals of the smallest unit of the currency. */
    int decimals() {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }

    RateSpec during(RateMonths others) {
        return new RateSpec(insurer, others, currency, tiers, taxPercent, paymentDays, parties);
    }
}
