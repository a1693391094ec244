package io.claimstream.launcher.backtest;

import io.claimstream.launcher.command.WrongUseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A span of time.
 *
 * @param from its begin
 * @param to its end, exclusive
 */
record Window(Instant from, Instant to) {

    Window {
        if (!from.isBefore(to)) {
            throw new WrongUseException("Expected --from before --to, but got " + from + " and " + to + ".");
        }
    }

    /**
     * Reads both ends.
     *
     * @param from a day or an instant, see {@link #instant}; blank for the beginning of the log
     * @param to the same; blank for its end
     */
    static Window of(String from, String to) {
        return new Window(
                from.isBlank() ? Instant.EPOCH : instant("--from", from),
                to.isBlank() ? Instant.MAX : instant("--to", to));
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private static Instant instant(String option, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new WrongUseException("Expected " + option
                    + " as a day such as 2026-01-31, or an instant such as 2026-01-31T17:00:00Z, but got '" + text
                    + "'.");
        }
    }
}
