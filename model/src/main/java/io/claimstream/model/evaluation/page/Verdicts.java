package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.CalibrationFigures;
import io.claimstream.model.evaluation.Comparison;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.picture.Markup;
import io.claimstream.model.picture.Numbers;
import io.claimstream.model.statistics.Measured;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The top of the page: what a reader in a hurry must know. */
final class Verdicts {

    private Verdicts() {}

    static void write(EvaluationReport report, Markup out) {
        out.open("header")
                .element("h1", "Evaluation of model " + report.versions().model())
                .element(
                        "p",
                        String.format(
                                Locale.ROOT,
                                "%s. %,d settled claims of %s, made between %s and %s.",
                                report.versions().slot(),
                                report.data().evaluated(),
                                report.data().source(),
                                day(report.data().firstEventAt()),
                                day(report.data().lastEventAt())),
                        "class",
                        "soft")
                .open("ul", "class", "verdicts");
        error(report, out);
        report.comparisons().forEach(comparison -> comparison(comparison, out));
        coverage(report, out);
        fairness(report, out);
        exposure(report, out);
        out.close().close();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static void error(EvaluationReport report, Markup out) {
        verdict(
                out,
                "plain",
                "MAPE " + Numbers.percent(report.error().mape().value()),
                "Mean error as a share of the settlement, 95 % interval "
                        + interval(report.error().mape()) + ".");
    }

    private static void comparison(Comparison comparison, Markup out) {
        String difference = Numbers.measured(comparison.mapeDifference(), Numbers::points) + " of MAPE.";
        switch (comparison.finding()) {
            case BETTER -> verdict(out, "good", "Better than " + comparison.with(), difference);
            case WORSE -> verdict(out, "bad", "Worse than " + comparison.with(), difference);
            case NOT_TOLD_APART -> verdict(out, "care", "Not told apart from " + comparison.with(), difference);
        }
    }

    private static void coverage(EvaluationReport report, Markup out) {
        CalibrationFigures calibration = report.calibration();
        if (calibration == null) {
            verdict(out, "care", "No intervals", "No calibration of this model was known.");
            return;
        }
        Measured coverage = calibration.coverage();
        boolean isKept = coverage.upper() != null && coverage.upper() >= calibration.nominalCoverage();
        verdict(
                out,
                isKept ? "good" : "bad",
                "Intervals cover " + Numbers.percent(coverage.value()),
                "They are built for " + Numbers.percent(calibration.nominalCoverage()) + "; 95 % interval "
                        + interval(coverage) + ".");
    }

    private static void fairness(EvaluationReport report, Markup out) {
        String limit = Numbers.percent(report.fairness().limit());
        report.fairness()
                .verdict()
                .fold(
                        passed -> verdict(
                                out,
                                "good",
                                "Fairness: passed",
                                "No gap of MAPE above " + limit + " that chance does not explain, in " + passed.cells()
                                        + " groups of age and gender."),
                        blocked -> verdict(
                                out,
                                "bad",
                                "Fairness: blocks promotion",
                                "Gap of MAPE above " + limit + " that chance does not explain: "
                                        + String.join("; ", blocked.cells()) + "."),
                        unmeasured -> verdict(out, "care", "Fairness: not measured", unmeasured.why()));
    }

    private static void exposure(EvaluationReport report, Markup out) {
        boolean isNew = report.exposure().maybeSeen() == 0;
        verdict(
                out,
                isNew ? "good" : "care",
                isNew ? "No row is known to the model" : "Rows that the model may know",
                report.exposure().text());
    }

    private static String interval(Measured figure) {
        return figure.lower() == null || figure.upper() == null
                ? Numbers.NONE
                : Numbers.percent(figure.lower()) + " to " + Numbers.percent(figure.upper());
    }

    private static boolean verdict(Markup out, String kind, String headline, String text) {
        out.open("li", "class", kind).element("strong", headline).text(text).close();
        return true;
    }
}
