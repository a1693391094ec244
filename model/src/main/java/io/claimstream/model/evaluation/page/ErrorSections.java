package io.claimstream.model.evaluation.page;

import io.claimstream.model.Metrics;
import io.claimstream.model.evaluation.Comparison;
import io.claimstream.model.evaluation.ErrorFigures;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Residuals;
import io.claimstream.model.evaluation.Slice;
import io.claimstream.model.picture.ColumnChart;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.IntervalChart;
import io.claimstream.model.picture.Markup;
import io.claimstream.model.picture.Numbers;
import io.claimstream.model.picture.PointChart;
import io.claimstream.model.picture.Table;
import io.claimstream.model.picture.TimeChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts about how far off estimates were. */
final class ErrorSections {

    private ErrorSections() {}

    static void figures(EvaluationReport report, Markup out) {
        ErrorFigures error = report.error();
        Metrics metrics = error.metrics();
        ErrorFigures.Pinball pinball = error.pinball();
        new Table("Error over " + Numbers.count(metrics.rows()) + " rows", "figure", "value", "meaning")
                .row("MAPE", Numbers.measured(error.mape(), Numbers::percent), "mean absolute error, of the settlement")
                .row("median error", Numbers.percent(metrics.medianApe()), "half of the rows are nearer")
                .row(
                        "within 10 %",
                        Numbers.percent(metrics.withinTenPercent()), "settlement within 10 % of the estimate")
                .row("bias", Numbers.signedPercent(metrics.bias()), "mean signed error; above 0 is too high")
                .row("MAE", Numbers.money(metrics.mae()), "mean absolute error, in money")
                .row("RMSE", Numbers.money(metrics.rmse()), "root mean squared error, in money")
                .row("R²", Numbers.orNone(error.r2(), Numbers::decimal), "share of the variance that is explained")
                .row("pinball loss, median", Numbers.money(pinball.median()), "of the estimate, in money")
                .row(
                        "pinball loss, lower end",
                        Numbers.orNone(pinball.lower(), Numbers::money),
                        level(pinball.lowerLevel()))
                .row(
                        "pinball loss, upper end",
                        Numbers.orNone(pinball.upper(), Numbers::money),
                        level(pinball.upperLevel()))
                .write(out);
        out.element(
                "p",
                "Rows that are alike but for what carries no signal count as one where intervals are made.",
                "class",
                "soft");
    }

    private static String level(@Nullable Double level) {
        return level == null ? "no intervals" : String.format(Locale.ROOT, "as the quantile at %.3f, in money", level);
    }

    static void comparisons(EvaluationReport report, Markup out) {
        List<IntervalChart.Line> lines = new ArrayList<>();
        Table table = new Table(
                "Error of others on the same rows",
                "compared with",
                "rows",
                "its MAPE",
                "difference of MAPE",
                "difference of MAE",
                "its RMSE",
                "model is nearer");
        for (Comparison it : report.comparisons()) {
            boolean isWorse = it.finding() == Comparison.Finding.WORSE;
            lines.add(new IntervalChart.Line("against " + it.with(), it.mapeDifference(), isWorse));
            table.row(
                    it.with(),
                    Numbers.count(it.metrics().rows()),
                    Numbers.percent(it.metrics().mape()),
                    Numbers.measured(it.mapeDifference(), Numbers::points),
                    Numbers.measured(it.maeDifference(), Numbers::signedMoney),
                    Numbers.money(it.metrics().rmse()),
                    Numbers.percent(it.nearer()));
        }
        out.element(
                "p",
                "Error of the model less that of the other, row by row: below 0 the model is better. 95 % intervals by the paired"
                        + " bootstrap. The baseline is the sum of the heads of loss. Left out are rows that the other cannot score or"
                        + " may have learned from.");
        report.versions().comparedWith().stream()
                .filter(name ->
                        report.comparisons().stream().noneMatch(it -> it.with().equals(name)))
                .forEach(
                        name -> out.element(
                                "p",
                                name
                                        + " could be compared on none of these rows: it cannot score them, or may have learned from them."));
        Figure.write(
                out,
                table,
                new IntervalChart(
                        "p-compared",
                        "Difference of MAPE",
                        "Each line is an interval; left of 0 the model is better.",
                        lines,
                        List.of(0.0),
                        Numbers::points));
    }

    static void byAmount(EvaluationReport report, Markup out) {
        out.element("p", "Bands are of the sum claimed, which is known before the settlement. 95 % intervals.");
        Figure.write(
                out,
                slices("Error by sum claimed", "sum claimed", report.byAmount()),
                new IntervalChart(
                        "p-amounts",
                        "MAPE by sum claimed",
                        "One line for each band, from small claims down to large ones.",
                        report.byAmount().stream()
                                .map(it -> new IntervalChart.Line(it.name(), it.mape(), false))
                                .toList(),
                        List.of(report.error().mape().value()),
                        Numbers::percent));
    }

    static void overTime(EvaluationReport report, Markup out) {
        out.element("p", "By the time of the claim. 95 % intervals.");
        Figure.write(
                out,
                slices("Error over time", "period", report.overTime()),
                new TimeChart(
                        "p-time",
                        "MAPE over time",
                        "One point for each of " + report.overTime().size() + " periods, the oldest on the left.",
                        report.overTime().stream().map(Slice::name).toList(),
                        report.overTime().stream().map(Slice::mape).toList()));
    }

    static void byEstimate(EvaluationReport report, Markup out) {
        Table table = new Table(
                "Settlements by estimate", "median estimate", "rows", "median settlement", "5 % below", "5 % above");
        report.byEstimate()
                .forEach(it -> table.row(
                        Numbers.money(it.estimate()),
                        Numbers.count(it.rows()),
                        Numbers.money(it.settlement()),
                        Numbers.money(it.low()),
                        Numbers.money(it.high())));
        out.element(
                "p",
                "Rows in order of their estimate, in bins of as many rows each. On the dashed line both are the same.");
        Figure.write(
                out,
                table,
                new PointChart(
                        "p-estimates",
                        "Settlement by estimate",
                        "Each dot is the median settlement of a bin, its line holds nine in ten settlements.",
                        "estimate",
                        "settlement",
                        report.byEstimate().stream()
                                .map(it -> new PointChart.Point(it.estimate(), it.settlement(), it.low(), it.high()))
                                .toList(),
                        Numbers::wholeMoney));
    }

    static void residuals(EvaluationReport report, Markup out) {
        Residuals residuals = report.residuals();
        Table histogram = new Table("Rows by error", "error of the settlement", "rows");
        residuals.histogram().forEach(it -> histogram.row(it.name(), Numbers.count(it.rows())));
        List<ColumnChart.Column> columns = new ArrayList<>();
        for (int i = 0; i < residuals.histogram().size(); i++) {
            int percent = (i - 1) * 5 - 50;
            boolean isLabelled = i > 0 && (i - 1) % 4 == 2;
            columns.add(new ColumnChart.Column(
                    isLabelled ? Numbers.signedPercent(percent / 100.0) : "",
                    residuals.histogram().get(i).rows()));
        }
        out.element(
                "p",
                "(estimate − settlement) / settlement. Right of 0 the estimate was too high. The outer columns are open.");
        Figure.write(
                out,
                histogram,
                new ColumnChart(
                        "p-residuals",
                        "Rows by error",
                        residuals.histogram().stream()
                                .filter(it -> it.rows() > 0)
                                .map(it -> it.name() + ": " + it.rows())
                                .collect(Collectors.joining(", ")),
                        columns));
        Table quantiles = new Table("Quantiles of the error", "rows with a smaller error", "error", "in money");
        residuals
                .quantiles()
                .forEach(it -> quantiles.row(
                        Numbers.percent(it.share()),
                        Numbers.signedPercent(it.error()),
                        Numbers.signedMoney(it.money())));
        quantiles.write(out);
    }

    private static Table slices(String caption, String first, List<Slice> slices) {
        Table table = new Table(caption, first, "rows", "MAPE", "bias", "MAE", "coverage");
        slices.forEach(it -> table.row(
                it.name(),
                Numbers.count(it.rows()),
                Numbers.measured(it.mape(), Numbers::percent),
                Numbers.measured(it.bias(), Numbers::signedPercent),
                Numbers.money(it.mae()),
                Numbers.measured(it.coverage(), Numbers::percent)));
        return table;
    }
}
