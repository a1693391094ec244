package io.claimstream.feedback.figures;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Into what time is cut. */
public enum Step {
    DAY,
    /** From Monday to Sunday. */
    WEEK,
    MONTH;

    /** The first day of the period that a day lies in. */
    public LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The last day of a period. */
    public LocalDate end(LocalDate begin) {
        return switch (this) {
            case DAY -> begin;
            case WEEK -> begin.plusDays(6);
            case MONTH -> begin.withDayOfMonth(begin.lengthOfMonth());
        };
    }
}
