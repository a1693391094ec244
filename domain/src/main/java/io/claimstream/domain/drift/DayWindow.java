package io.claimstream.domain.drift;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days of event time in UTC, both included. When the last is before the first there are none.
 *
 * @param from first day
 * @param to last day
 */
public record DayWindow(LocalDate from, LocalDate to) {

    /** Whether a day is one of them. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** How many. */
    public long days() {
        return Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
    }
}
