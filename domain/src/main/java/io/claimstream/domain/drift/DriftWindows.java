package io.claimstream.domain.drift;

import java.time.LocalDate;

/**
 * What is compared.
 *
 * @param earlier the reference
 * @param later what may have changed
 */
public record DriftWindows(DayWindow earlier, DayWindow later) {

    /** Days of {@link #earlier()}. */
    public static final int EARLIER_DAYS = 90;

    /** Days of {@link #later()} at most. */
    public static final int LATER_DAYS = 28;

    /**
     * Those that a training is judged by: the {@value #EARLIER_DAYS} days up to the last label that the model learned from, and the newest
     * {@value #LATER_DAYS} days after that.
     *
     * @param trainedTo day of the last label that the model learned from
     * @param newest newest day with any claim; when it is not after that, no day is later
     */
    public static DriftWindows since(LocalDate trainedTo, LocalDate newest) {
        LocalDate begin = newest.minusDays(LATER_DAYS);
        return new DriftWindows(
                new DayWindow(trainedTo.minusDays(EARLIER_DAYS - 1L), trainedTo),
                new DayWindow((begin.isAfter(trainedTo) ? begin : trainedTo).plusDays(1), newest));
    }
}
