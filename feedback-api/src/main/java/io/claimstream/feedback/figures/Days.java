package io.claimstream.feedback.figures;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days in UTC, both included.
 *
 * @param from first day
 * @param to last day, not before the first
 */
public record Days(LocalDate from, LocalDate to) {

    public Days {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Expected days in order.");
        }
    }

    /** How many. */
    public long count() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** The whole months that these days touch. */
    public Days wholeMonths() {
        return new Days(from.withDayOfMonth(1), to.withDayOfMonth(to.lengthOfMonth()));
    }
}
