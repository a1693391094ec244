package io.claimstream.feedback.claimant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/** Amounts as an English letter has them: with the sign of the currency that everybody knows, else its code. The same on every machine. Pure. */
final class PlainMoney {

    private static final Map<String, String> SIGNS = Map.of("GBP", "£", "EUR", "€");
    private static final String MINUS = "−";

    private PlainMoney() {}

    /** An amount, such as {@code £1,850.00}. */
    static String of(BigDecimal amount, String currency) {
        BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_EVEN);
        String sign = rounded.signum() < 0 ? MINUS : "";
        String mark = SIGNS.getOrDefault(currency, currency + "\u00a0");
        return sign
                + mark
                + new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(rounded.abs());
    }

    /** A part of a sum, such as {@code + £180.00}. */
    static String part(BigDecimal amount, String currency) {
        return (amount.signum() < 0 ? MINUS : "+") + "\u00a0" + of(amount.abs(), currency);
    }
}
