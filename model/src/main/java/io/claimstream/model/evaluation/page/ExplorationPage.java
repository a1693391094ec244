package io.claimstream.model.evaluation.page;

import io.claimstream.model.exploration.AmountBin;
import io.claimstream.model.exploration.AmountColumn;
import io.claimstream.model.exploration.Exploration;
import io.claimstream.model.exploration.FeatureColumn;
import io.claimstream.model.exploration.Spread;
import io.claimstream.model.picture.BarChart;
import io.claimstream.model.picture.ColumnChart;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.Markup;
import io.claimstream.model.picture.Numbers;
import io.claimstream.model.picture.PointChart;
import io.claimstream.model.picture.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** What a dataset looks like, as a page. The same dataset gives the same bytes. */
public final class ExplorationPage {

    private static final int SHOWN = 15;
    private static final int LABELLED = 4;

    private ExplorationPage() {}

    /** The page, a whole HTML file. */
    public static String of(Exploration exploration) {
        return write(exploration).toString();
    }

    /** Its pictures, each an SVG file, by name. */
    public static Map<String, String> pictures(Exploration exploration) {
        return PageStyle.pictures(write(exploration));
    }

    private static Markup write(Exploration exploration) {
        Markup out = PageStyle.open("Exploration of " + exploration.source().name());
        out.open("body").element("a", "To the figures", "class", "skip", "href", "#figures");
        header(exploration.source(), out);
        out.open("main", "id", "figures");
        paid(exploration, out);
        claimed(exploration, out);
        features(exploration, out);
        return out.close().close().close();
    }

    private static void header(Exploration.Source source, Markup out) {
        out.open("header")
                .element("h1", "Exploration of " + source.name())
                .element(
                        "p",
                        Numbers.count(source.rows()) + " rows, of which a model can learn from "
                                + Numbers.count(source.used()) + ". Left out: "
                                + source.leftOut().entrySet().stream()
                                        .map(it -> it.getKey() + " " + Numbers.count(it.getValue()))
                                        .collect(Collectors.joining(", "))
                                + ". Like another row in everything but dates: " + Numbers.count(source.alike()) + ".",
                        "class",
                        "soft")
                .close();
    }

    private static void paid(Exploration exploration, Markup out) {
        Table table = new Table("Rows by what was paid", "from", "to", "rows");
        List<ColumnChart.Column> columns = new ArrayList<>();
        List<AmountColumn> all = exploration.paidByAmount();
        for (int i = 0; i < all.size(); i++) {
            AmountColumn it = all.get(i);
            table.row(Numbers.money(it.from()), Numbers.money(it.to()), Numbers.count(it.rows()));
            columns.add(new ColumnChart.Column(i % LABELLED == 0 ? Numbers.wholeMoney(it.from()) : "", it.rows()));
        }
        out.open("section", "aria-labelledby", "paid").element("h2", "What was paid", "id", "paid");
        out.element(
                "p",
                "Half of the settlements are between " + middle(exploration.paid(), Numbers::wholeMoney)
                        + ". The columns are equally wide on a logarithmic scale.");
        Figure.write(
                out,
                table,
                new ColumnChart(
                        "p-paid",
                        "Rows by what was paid",
                        "One column for each of " + all.size() + " bands.",
                        columns));
        out.close();
    }

    private static void claimed(Exploration exploration, Markup out) {
        Table table = new Table(
                "What was paid, by the sum claimed",
                "median claimed",
                "rows",
                "a quarter below",
                "median",
                "a quarter above");
        List<PointChart.Point> points = new ArrayList<>();
        for (AmountBin it : exploration.paidByClaimed()) {
            Spread paid = it.paid();
            table.row(
                    Numbers.money(it.claimed()),
                    Numbers.count(it.rows()),
                    Numbers.money(paid.lowerQuartile()),
                    Numbers.money(paid.median()),
                    Numbers.money(paid.upperQuartile()));
            points.add(new PointChart.Point(it.claimed(), paid.median(), paid.lowerQuartile(), paid.upperQuartile()));
        }
        out.open("section", "aria-labelledby", "claimed")
                .element("h2", "What was paid of what was claimed", "id", "claimed");
        out.element(
                "p",
                "In half of the rows between "
                        + middle(exploration.paidOfClaimed(), Numbers::percent)
                        + " of the sum of the heads of loss was paid. On the dashed line all of it is.");
        Figure.write(
                out,
                table,
                new PointChart(
                        "p-claimed",
                        "What was paid, by the sum claimed",
                        "Each dot is the median of a bin of rows, its line holds the middle half of them.",
                        "sum claimed",
                        "paid",
                        points,
                        Numbers::wholeMoney));
        out.close();
    }

    private static void features(Exploration exploration, Markup out) {
        Table table = new Table(
                "Features", "feature", "missing", "different values", "least", "median", "greatest", "correlation");
        exploration.features().forEach(it -> row(it, table));
        out.open("section", "aria-labelledby", "features").element("h2", "Features", "id", "features");
        out.element(
                "p",
                "How far each feature rises or falls with what was paid: the size of the rank correlation (Spearman), the first "
                        + SHOWN + ". The table has all, with the sign.");
        Figure.write(
                out,
                table,
                new BarChart(
                        "p-features",
                        "Features that go with what was paid",
                        "The closest on top.",
                        exploration.features().stream()
                                .limit(SHOWN)
                                .map(it -> new BarChart.Bar(name(it), Math.abs(it.correlation())))
                                .toList(),
                        Numbers::decimal));
        out.close();
    }

    private static void row(FeatureColumn column, Table table) {
        Spread spread = column.spread();
        table.row(
                name(column),
                Numbers.percent(column.missing()),
                Numbers.count(column.distinct()),
                spread == null ? Numbers.NONE : Numbers.money(spread.least()),
                spread == null ? Numbers.NONE : Numbers.money(spread.median()),
                spread == null ? Numbers.NONE : Numbers.money(spread.greatest()),
                Numbers.decimal(column.correlation()));
    }

    private static String name(FeatureColumn column) {
        return column.feature().replace('_', ' ');
    }

    private static String middle(Spread spread, DoubleFunction<String> form) {
        return form.apply(spread.lowerQuartile()) + " and " + form.apply(spread.upperQuartile());
    }
}
