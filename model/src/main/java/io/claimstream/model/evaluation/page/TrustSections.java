package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.CalibrationFigures;
import io.claimstream.model.evaluation.CalibrationFigures.Reliability;
import io.claimstream.model.evaluation.Drift;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Slice;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessCell;
import io.claimstream.model.picture.BarChart;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.IntervalChart;
import io.claimstream.model.picture.Markup;
import io.claimstream.model.picture.Numbers;
import io.claimstream.model.picture.PointChart;
import io.claimstream.model.picture.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The parts about whether the model may be trusted. */
final class TrustSections {

    private static final int SHOWN = 15;

    private TrustSections() {}

    static void calibration(EvaluationReport report, Markup out) {
        CalibrationFigures figures = report.calibration();
        if (figures == null) {
            out.element(
                    "p", "No calibration of this model was known, so its scores have neither interval nor confidence.");
            return;
        }
        out.element(
                "p",
                "Stated confidence is the probability that the settlement is within 10 % of the estimate. On the dashed line it is what"
                        + " happened; on average it is " + Numbers.distance(figures.calibrationError())
                        + " off. 95 % intervals.");
        Figure.write(out, reliabilityTable(figures), reliability(figures));
        out.element(
                "p",
                "Intervals are built to hold " + Numbers.percent(figures.nominalCoverage())
                        + " of settlements (the dashed line) and hold "
                        + Numbers.measured(figures.coverage(), Numbers::percent) + ". Half of them are narrower than "
                        + Numbers.percent(figures.medianWidth())
                        + " of the estimate. These intervals are binomial (Wilson) and take rows to be independent.");
        coverage(report, figures, out);
    }

    private static PointChart reliability(CalibrationFigures figures) {
        List<PointChart.Point> points = new ArrayList<>();
        for (Reliability it : figures.reliability()) {
            points.add(new PointChart.Point(
                    it.bin().stated(),
                    it.bin().observed(),
                    Objects.requireNonNull(it.observed().lower()),
                    Objects.requireNonNull(it.observed().upper())));
        }
        return new PointChart(
                "p-reliability",
                "Reliability of the stated confidence",
                "One dot for each of " + points.size() + " bins; on the dashed line what is stated is what happened.",
                "stated",
                "happened",
                points,
                Numbers::percent);
    }

    private static Table reliabilityTable(CalibrationFigures figures) {
        Table table =
                new Table("Stated confidence and what happened", "stated between", "rows", "mean stated", "happened");
        figures.reliability()
                .forEach(it -> table.row(
                        Numbers.percent(it.bin().from()) + " and "
                                + Numbers.percent(it.bin().to()),
                        Numbers.count(it.bin().rows()),
                        Numbers.percent(it.bin().stated()),
                        Numbers.measured(it.observed(), Numbers::percent)));
        return table;
    }

    private static void coverage(EvaluationReport report, CalibrationFigures figures, Markup out) {
        List<IntervalChart.Line> lines = new ArrayList<>();
        Table table = new Table("Coverage by sum claimed", "sum claimed", "rows", "coverage");
        for (Slice slice : report.byAmount()) {
            lines.add(new IntervalChart.Line(slice.name(), Objects.requireNonNull(slice.coverage()), false));
            table.row(slice.name(), Numbers.count(slice.rows()), Numbers.measured(slice.coverage(), Numbers::percent));
        }
        Figure.write(
                out,
                table,
                new IntervalChart(
                        "p-coverage",
                        "Coverage by sum claimed",
                        "One line for each band; the dashed line is what intervals are built for.",
                        lines,
                        List.of(figures.nominalCoverage()),
                        Numbers::percent));
    }

    static void fairness(EvaluationReport report, Markup out) {
        Fairness fairness = report.fairness();
        out.element(
                "p",
                "Error by driver's age and gender, which the model never sees. The gap is the MAPE of a group less that of everybody"
                        + " else. A gap above " + Numbers.percent(fairness.limit())
                        + ", either way, blocks promotion when its interval does not contain 0. Intervals hold all at once with "
                        + Numbers.percent(fairness.confidence()) + " (Bonferroni: each with "
                        + Numbers.exactPercent(fairness.cellConfidence()) + "). "
                        + fairness.mergeRule());
        List<IntervalChart.Line> lines = new ArrayList<>();
        Table table = new Table(
                "Error by age and gender", "group", "rows", "different rows", "MAPE", "bias", "gap", "verdict");
        for (FairnessCell cell : fairness.cells()) {
            lines.add(new IntervalChart.Line(cell.name(), cell.gap(), cell.isTooWide()));
            table.row(
                    cell.name(),
                    Numbers.count(cell.rows()),
                    Numbers.count(cell.distinctRows()),
                    Numbers.measured(cell.mape(), Numbers::percent),
                    Numbers.measured(cell.bias(), Numbers::signedPercent),
                    Numbers.measured(cell.gap(), Numbers::points),
                    cell.isTooWide() ? "too wide" : "within");
        }
        Figure.write(
                out,
                table,
                new IntervalChart(
                        "p-fairness",
                        "Gap of MAPE by age and gender",
                        "One line for each group; right of 0 its estimates are worse than those of others. The dashed lines are"
                                + " 0 and the limits.",
                        lines,
                        List.of(-fairness.limit(), 0.0, fairness.limit()),
                        Numbers::points));
    }

    static void importance(EvaluationReport report, Markup out) {
        Table table = new Table("What moves estimates", "reason", "mean size, in money", "mean, in money", "share");
        report.importance()
                .forEach(it -> table.row(
                        name(it.group()),
                        Numbers.money(it.meanAbsolute()),
                        Numbers.signedMoney(it.mean()),
                        Numbers.percent(it.share())));
        out.element(
                "p",
                "How much each reason adds or takes, on average over the rows: SHAP values, in money, the first "
                        + SHOWN + ".");
        Figure.write(
                out,
                table,
                new BarChart(
                        "p-reasons",
                        "Mean size of each reason, in money",
                        "The largest reason on top.",
                        report.importance().stream()
                                .filter(it -> it.meanAbsolute() > 0)
                                .limit(SHOWN)
                                .map(it -> new BarChart.Bar(name(it.group()), it.meanAbsolute()))
                                .toList(),
                        Numbers::money));
    }

    private static String name(String group) {
        return group.replace('_', ' ');
    }

    static void drift(EvaluationReport report, Markup out) {
        Drift drift = report.drift();
        out.element("p", compared(drift));
        out.element(
                "p",
                "A feature has drifted when its PSI is above 0.1 and above what chance gives. Drifted: "
                        + drift.features().stream()
                                .filter(Drift.FeatureDrift::isDrifted)
                                .map(it -> name(it.feature()))
                                .reduce((one, other) -> one + ", " + other)
                                .orElse("none")
                        + ". The table also has the share of rows outside of the range of the rows trained on.");
        Table table =
                new Table("Drift by feature", "feature", "PSI", "chance stays below", "outside of training range");
        drift.features()
                .forEach(it -> table.row(
                        name(it.feature()),
                        Numbers.decimal(it.psi()),
                        Numbers.decimal(it.chance()),
                        Numbers.orNone(it.outsideTraining(), Numbers::percent)));
        Figure.write(
                out,
                table,
                new BarChart(
                        "p-drift",
                        "PSI of the features that changed most",
                        "The largest change on top; below 0.1 it is not worth a note.",
                        drift.features().stream()
                                .filter(it -> it.psi() > 0)
                                .limit(SHOWN)
                                .map(it -> new BarChart.Bar(name(it.feature()), it.psi()))
                                .toList(),
                        Numbers::decimal));
    }

    private static String compared(Drift drift) {
        String counts = Numbers.count(drift.earlierRows()) + " rows with " + Numbers.count(drift.laterRows());
        return switch (drift.basis()) {
            case TRAINING_ROWS ->
                "PSI compares the rows that the model was trained on with these rows: " + counts + ".";
            case HALVES ->
                "The rows that the model was trained on were not at hand. So PSI compares the earlier half of these rows with the"
                        + " later half, which begins at " + drift.cutAt() + ": " + counts + ".";
            case TOO_FEW_ROWS -> "There are too few rows for PSI.";
        };
    }
}
