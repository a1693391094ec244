package io.claimstream.model.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * How amounts of one currency are written for a reader: with two decimals, as claims have them, by the separators of a locale. The code of
 * the currency stands where the amount would be unclear without it. Immutable.
 *
 * @param currency ISO 4217 code, such as {@code GBP}
 * @param locale the reader's
 */
public record MoneyForm(String currency, Locale locale) {

    private static final int DECIMALS = 2;
    private static final String MINUS = "−";

    /** No line ends between a currency and its amount. */
    private static final String SPACE = "\u00a0";

    /** @throws IllegalArgumentException when the currency is not one of ISO 4217 */
    public MoneyForm {
        Currency.getInstance(currency);
    }

    /** An amount without its currency, such as {@code 1,850.00}. */
    public String amount(BigDecimal amount) {
        return written(amount, DECIMALS);
    }

    /** An amount with its currency, such as {@code GBP 1,850.00}. */
    public String withCurrency(BigDecimal amount) {
        return currency + SPACE + amount(amount);
    }

    /** A difference with its sign, such as {@code +180.00}; what rounds to 0 has none. */
    public String signed(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() > 0 ? "+" + amount(rounded) : amount(rounded);
    }

    /** A label of an axis, without decimals where labels are whole amounts apart. */
    String label(double amount, double step) {
        return written(BigDecimal.valueOf(amount), step >= 1 ? 0 : DECIMALS);
    }

    private String written(BigDecimal amount, int decimals) {
        NumberFormat form = NumberFormat.getNumberInstance(locale);
        form.setMinimumFractionDigits(decimals);
        form.setMaximumFractionDigits(decimals);
        form.setRoundingMode(RoundingMode.HALF_EVEN);
        BigDecimal rounded = amount.setScale(decimals, RoundingMode.HALF_EVEN);
        String size = form.format(rounded.abs());
        return rounded.signum() < 0 ? MINUS + size : size;
    }
}
