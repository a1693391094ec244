package io.claimstream.feedback.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** Amounts of money as a reader writes them: in the currency that they are in, never converted. Immutable. */
public record MoneyText(Locale locale) {

    private static final int USUAL_DIGITS = 2;

    /**
     * An amount to its smallest unit, such as £1,200.00.
     *
     * @param currency ISO 4217 code; one that this machine does not know stands before the number as it is
     */
    public String of(BigDecimal amount, String currency) {
        int digits = known(currency)
                .map(Currency::getDefaultFractionDigits)
                .filter(it -> it >= 0)
                .orElse(USUAL_DIGITS);
        return form(amount, currency, digits);
    }

    /** An amount without its pence, such as £1,200. */
    public String whole(BigDecimal amount, String currency) {
        return form(amount, currency, 0);
    }

    private String form(BigDecimal amount, String code, int digits) {
        Optional<Currency> currency = known(code);
        NumberFormat form = currency.isPresent()
                ? NumberFormat.getCurrencyInstance(locale)
                : NumberFormat.getNumberInstance(locale);
        currency.ifPresent(form::setCurrency);
        form.setMinimumFractionDigits(digits);
        form.setMaximumFractionDigits(digits);
        form.setRoundingMode(RoundingMode.HALF_EVEN);
        return currency.isPresent() ? form.format(amount) : code + "\u00a0" + form.format(amount);
    }

    private static Optional<Currency> known(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
