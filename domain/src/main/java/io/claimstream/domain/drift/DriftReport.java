package io.claimstream.domain.drift;

import io.claimstream.event.DriftDay;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Claims that came after a model's training against those that came before it: the {@value #EARLIER_DAYS} days of event time up to the
 * last label that it learned from, and the newest {@value #LATER_DAYS} days after that. All claims count, settled or not, so that what
 * settles fast does not pass for a change. A change of season is a change.
 *
 * @param trainedTo day of the last label that the model learned from, UTC
 * @param shifts of the features and of the estimates, the greatest population stability index first
 */
public record DriftReport(LocalDate trainedTo, List<Named> shifts) {

    /** Days before {@link #trainedTo()}, that day included. */
    public static final int EARLIER_DAYS = 90;

    /** Days after it. */
    public static final int LATER_DAYS = 28;

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
    public record Limits(double psi, int values) {}

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
     * Compares.
     *
     * @param days of one slot and feature set, any days in any order, each key once
     * @param names of the features in order
     */
    public static DriftReport of(Collection<DriftDay> days, List<String> names, LocalDate trainedTo, Limits limits) {
        LocalDate newest = days.stream()
                .map(DriftReport::date)
                .max(Comparator.naturalOrder())
                .orElse(trainedTo);
        LocalDate laterFrom = latest(trainedTo, newest.minusDays(LATER_DAYS));
        List<DriftDay> earlier =
                within(days, day -> day.isAfter(trainedTo.minusDays(EARLIER_DAYS)) && !day.isAfter(trainedTo));
        List<DriftDay> later = within(days, day -> day.isAfter(laterFrom));
        List<Named> shifts = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            shifts.add(named(
                    names.get(place), Shift.between(feature(earlier, place), feature(later, place)), names, limits));
        }
        shifts.add(named(ESTIMATE, Shift.between(estimates(earlier), estimates(later)), names, limits));
        shifts.sort(Comparator.comparingDouble((Named it) -> it.shift().psi())
                .reversed()
                .thenComparing(Named::name));
        return new DriftReport(trainedTo, shifts);
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

    private static List<DriftDay> within(Collection<DriftDay> days, Predicate<LocalDate> isWithin) {
        return days.stream().filter(day -> isWithin.test(date(day))).toList();
    }

    private static Sketch feature(List<DriftDay> days, int place) {
        return Sketch.merged(days.stream()
                .filter(day -> place < day.getFeatures().size())
                .map(day -> day.getFeatures().get(place))
                .toList());
    }

    private static Sketch estimates(List<DriftDay> days) {
        return Sketch.merged(days.stream().map(DriftDay::getEstimates).toList());
    }

    private static LocalDate date(DriftDay day) {
        return LocalDate.ofInstant(day.getDay(), ZoneOffset.UTC);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
