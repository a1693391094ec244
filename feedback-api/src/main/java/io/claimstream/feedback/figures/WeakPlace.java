package io.claimstream.feedback.figures;

import io.claimstream.model.evaluation.CalibrationFigures;
import io.claimstream.model.evaluation.Comparison;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Slice;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.statistics.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is weak, as its evaluation report shows it beyond chance: whoever decides on it need not find it in the charts. Immutable.
 *
 * @param kind in what way
 * @param where the slice, feature, group or other model that it is about
 * @param figure what was measured there
 * @param comparedWith what it should be, or is elsewhere; null where there is no one number
 * @param rows rows that it was measured on; null where the report does not say
 */
public record WeakPlace(
        Kind kind, String where, Measured figure, @Nullable Double comparedWith, @Nullable Integer rows) {

    /** Ways to be weak. */
    public enum Kind {
        /** MAPE of a slice is above that of all rows. */
        LARGE_ERROR,
        /** Estimates of a slice are too high or too low, by more than {@value WeakPlace#NOTEWORTHY_BIAS} of the settlement. */
        BIAS,
        /** Intervals cover less than they are built for. */
        LOW_COVERAGE,
        /** Stated confidence is above what happened. */
        OVERCONFIDENT,
        /** Another model, or the baseline, errs less on the same rows. */
        WORSE,
        /** A feature, or what is paid, has changed since training. */
        DRIFT,
        /** MAPE of a group of people differs from that of everybody else by more than the limit. */
        UNFAIR,
        /** A gate refused it. */
        REFUSED_BY_GATE
    }

    /** Bias that is worth a word. */
    static final double NOTEWORTHY_BIAS = 0.05;

    /** The weak places that a report shows, by kind. */
    public static List<WeakPlace> of(EvaluationReport report) {
        List<WeakPlace> places = new ArrayList<>();
        slices(report, places);
        calibration(report, places);
        report.comparisons().stream()
                .filter(it -> it.finding() == Comparison.Finding.WORSE)
                .forEach(it -> places.add(new WeakPlace(
                        Kind.WORSE,
                        it.with(),
                        it.mapeDifference(),
                        0.0,
                        it.metrics().rows())));
        report.drift().features().stream()
                .filter(it -> it.isDrifted())
                .forEach(it -> places.add(new WeakPlace(
                        Kind.DRIFT, it.feature(), Measured.withoutInterval(it.psi()), it.chance(), null)));
        report.fairness().cells().stream()
                .filter(it -> it.isTooWide())
                .forEach(it -> places.add(new WeakPlace(
                        Kind.UNFAIR, it.name(), it.gap(), report.fairness().limit(), it.rows())));
        report.gates().stream().filter(GateResult::isRefused).forEach(it -> it.figures().stream()
                .limit(1)
                .forEach(figure -> places.add(new WeakPlace(
                        Kind.REFUSED_BY_GATE,
                        it.gate().name().toLowerCase(Locale.ROOT),
                        Measured.withoutInterval(figure.measured()),
                        figure.limit(),
                        null))));
        return places;
    }

    private static void slices(EvaluationReport report, List<WeakPlace> places) {
        double mape = report.error().mape().value();
        CalibrationFigures calibration = report.calibration();
        for (Slice slice : report.byAmount()) {
            if (isAbove(slice.mape(), mape)) {
                places.add(new WeakPlace(Kind.LARGE_ERROR, slice.name(), slice.mape(), mape, slice.rows()));
            }
            if (slice.bias().isBeyondChance() && Math.abs(slice.bias().value()) > NOTEWORTHY_BIAS) {
                places.add(new WeakPlace(Kind.BIAS, slice.name(), slice.bias(), 0.0, slice.rows()));
            }
            Measured coverage = slice.coverage();
            if (calibration != null && coverage != null && isBelow(coverage, calibration.nominalCoverage())) {
                places.add(new WeakPlace(
                        Kind.LOW_COVERAGE, slice.name(), coverage, calibration.nominalCoverage(), slice.rows()));
            }
        }
    }

    private static void calibration(EvaluationReport report, List<WeakPlace> places) {
        CalibrationFigures calibration = report.calibration();
        if (calibration == null) {
            return;
        }
        if (isBelow(calibration.coverage(), calibration.nominalCoverage())) {
            places.add(new WeakPlace(
                    Kind.LOW_COVERAGE,
                    "all rows",
                    calibration.coverage(),
                    calibration.nominalCoverage(),
                    report.data().evaluated()));
        }
        calibration.reliability().stream()
                .filter(it -> isBelow(it.observed(), it.bin().stated()))
                .forEach(it -> places.add(new WeakPlace(
                        Kind.OVERCONFIDENT,
                        String.format(
                                Locale.ROOT,
                                "confidence %.1f to %.1f",
                                it.bin().from(),
                                it.bin().to()),
                        it.observed(),
                        it.bin().stated(),
                        it.bin().rows())));
    }

    private static boolean isAbove(Measured figure, double limit) {
        return figure.lower() != null && figure.lower() > limit;
    }

    private static boolean isBelow(Measured figure, double limit) {
        return figure.upper() != null && figure.upper() < limit;
    }
}
