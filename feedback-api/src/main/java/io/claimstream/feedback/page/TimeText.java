package io.claimstream.feedback.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as a reader writes them, in the reader's zone and with its name. Immutable. */
public record TimeText(Locale locale, ZoneId zone) {

    private static final long HOURS_OF_DAYS = 48;

    /** A time to the minute, such as 1 Mar 2026, 09:30 GMT. */
    public String at(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(zone)
                        .format(time)
                + " "
                + DateTimeFormatter.ofPattern("zzz", locale).withZone(zone).format(time);
    }

    /** A day of the calendar, such as 1 Mar 2026. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** A month of the calendar, such as March 2026. */
    public String month(LocalDate day) {
        return DateTimeFormatter.ofPattern("LLLL uuuu", locale).format(YearMonth.from(day));
    }

    /** How far a deadline is from now: in 3 hours, overdue by 2 days. */
    public String due(Instant now, Instant deadline) {
        Duration distance = Duration.between(now, deadline).abs();
        if (distance.toMinutes() == 0) {
            return "now";
        }
        return (deadline.isAfter(now) ? "in " : "overdue by ") + size(distance);
    }

    private String size(Duration distance) {
        if (distance.toHours() == 0) {
            return counted(distance.toMinutes(), "minute");
        }
        return distance.toHours() < HOURS_OF_DAYS
                ? counted(distance.toHours(), "hour")
                : counted(distance.toDays(), "day");
    }

    private String counted(long number, String unit) {
        return NumberFormat.getIntegerInstance(locale).format(number) + " " + unit + (number == 1 ? "" : "s");
    }
}
