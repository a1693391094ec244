package io.claimstream.feedback.page;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** How whoever reads a page writes numbers, amounts and times. Immutable. */
public record Reader(Locale locale, ZoneId zone) {

    /** Stands where nothing is known. */
    public static final String NONE = "–";

    /** An amount to its smallest unit, as {@link MoneyText#of}. */
    public String money(BigDecimal amount, String currency) {
        return new MoneyText(locale).of(amount, currency);
    }

    /** An amount without its pence, as {@link MoneyText#whole}. */
    public String wholeMoney(BigDecimal amount, String currency) {
        return new MoneyText(locale).whole(amount, currency);
    }

    /** A time, as {@link TimeText#at}. */
    public String time(Instant time) {
        return times().at(time);
    }

    /** A day of the calendar, as {@link TimeText#day}. */
    public String day(LocalDate day) {
        return times().day(day);
    }

    /** A month of the calendar, as {@link TimeText#month}. */
    public String month(LocalDate day) {
        return times().month(day);
    }

    /** How far a deadline is from now, as {@link TimeText#due}. */
    public String due(Instant now, Instant deadline) {
        return times().due(now, deadline);
    }

    /** A whole number. */
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /**
     * A share as per cent with one decimal.
     *
     * @param share 0 to 1
     */
    public String share(double share) {
        NumberFormat form = NumberFormat.getPercentInstance(locale);
        form.setMinimumFractionDigits(1);
        form.setMaximumFractionDigits(1);
        return form.format(share);
    }

    private TimeText times() {
        return new TimeText(locale, zone);
    }
}
