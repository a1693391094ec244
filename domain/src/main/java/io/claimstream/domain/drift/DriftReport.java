package io.claimstream.domain.drift;

import io.claimstream.event.DriftDay;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Claims that came after a model's training against those that came before it: as {@link DriftWindows#since} has it, or of any two windows of event time. All
 * claims count, settled or not, so that what settles fast does not pass for a change. A change of season is a change.
 *
 * @param windows the days compared
 * @param shifts of the features and of the estimates, the greatest population stability index first
 */
public record DriftReport(DriftWindows windows, List<Named> shifts) {

    /** Name under which live estimates stand. */
    public static final String ESTIMATE = "estimate";

    /** Odds that chance alone gives a report with any drift. */
    private static final double LEVEL = 0.01;

    public DriftReport {
        shifts = List.copyOf(shifts);
    }

    /**
     * What is drift.
     *
     * @param psi least population stability index; by custom 0.1 is a small change and 0.25 a large one
     * @param values least number of values on either side
     */
    public record Limits(double psi, int values) {

        /** Those of who sets none. */
        public static final Limits USUAL = new Limits(0.25, 500);
    }

    /**
     * The shift of one feature, or of the estimates.
     *
     * @param name of the feature, or {@link #ESTIMATE}
     * @param shift how far
     * @param isDrift whether it is beyond the limits, and beyond chance: the two-sample test at 1 %, corrected for the number of tests
     *     (Bonferroni)
     */
    public record Named(String name, Shift shift, boolean isDrift) {}

    /**
     * Compares what came after a training with what came before it.
     *
     * @param days of one slot and feature set, any days in any order, each key once
     * @param names of the features in order
     * @param trainedTo day of the last label that the model learned from, UTC
     */
    public static DriftReport of(Collection<DriftDay> days, List<String> names, LocalDate trainedTo, Limits limits) {
        LocalDate newest = days.stream()
                .map(DriftReport::date)
                .max(Comparator.naturalOrder())
                .orElse(trainedTo);
        DriftWindows windows = DriftWindows.since(trainedTo, newest);
        return of(windows, sum(days, windows.earlier()), sum(days, windows.later()), names, limits);
    }

    /**
     * Compares two windows.
     *
     * @param earlier sum of the days of the earlier window, of one slot and feature set
     * @param later sum of the days of the later one
     * @param names of the features in order
     */
    public static DriftReport of(
            DriftWindows windows, DriftSum earlier, DriftSum later, List<String> names, Limits limits) {
        List<Named> shifts = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            shifts.add(named(
                    names.get(place), Shift.between(earlier.feature(place), later.feature(place)), names, limits));
        }
        shifts.add(named(ESTIMATE, Shift.between(earlier.estimates(), later.estimates()), names, limits));
        shifts.sort(Comparator.comparingDouble((Named it) -> it.shift().psi())
                .reversed()
                .thenComparing(Named::name));
        return new DriftReport(windows, shifts);
    }

    /** Greatest probability of a shift, if nothing changed, that counts as drift: 1 % over all tests together. */
    public double level() {
        return LEVEL / shifts.size();
    }

    /** Names of what has drifted, the greatest index first. */
    public List<String> drifted() {
        return shifts.stream().filter(Named::isDrift).map(Named::name).toList();
    }

    private static Named named(String name, Shift shift, List<String> features, Limits limits) {
        boolean isDrift = Math.min(shift.before(), shift.after()) >= limits.values()
                && shift.psi() >= limits.psi()
                && shift.probability() <= LEVEL / (features.size() + 1);
        return new Named(name, shift, isDrift);
    }

    private static DriftSum sum(Collection<DriftDay> days, DayWindow window) {
        DriftSum sum = new DriftSum();
        days.stream().filter(day -> window.contains(date(day))).forEach(sum::add);
        return sum;
    }

    private static LocalDate date(DriftDay day) {
        return LocalDate.ofInstant(day.getDay(), ZoneOffset.UTC);
    }
}
