package io.claimstream.model.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A {@link Waterfall}: base and estimate as dots on an axis of money, and between them a bar for each reason, one below the other, each with
 * its signed amount. The axis shows what is between, not 0, so that a length is what a reason adds. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param fall the way from base to estimate
 * @param baseName name of where it begins
 * @param estimateName name of where it ends
 * @param form how amounts are written
 */
public record WaterfallChart(
        String id, String title, Waterfall fall, String baseName, String estimateName, MoneyForm form)
        implements Chart {

    private static final double ROW = 28;
    private static final double THIN = 1.5;

    /** The numbers of the picture. */
    public Table table() {
        Table table = new Table(title, "reason", "adds, " + form.currency(), "comes to, " + form.currency());
        table.row(baseName, "", form.amount(fall.base()));
        fall.bars().forEach(it -> table.row(it.name(), form.signed(it.amount()), form.amount(it.to())));
        return table.row(estimateName, "", form.amount(fall.estimate()));
    }

    /** What can be seen in it, in words. */
    public String description() {
        long raising =
                fall.bars().stream().filter(it -> it.amount().signum() > 0).count();
        long lowering =
                fall.bars().stream().filter(it -> it.amount().signum() < 0).count();
        return "From " + form.withCurrency(fall.base()) + " to " + form.withCurrency(fall.estimate()) + ": " + raising
                + " upward, " + lowering + " downward.";
    }

    @Override
    public void write(Markup out) {
        MoneyAxis axis = new MoneyAxis(numbers(), texts(), form);
        int rows = fall.bars().size() + 2;
        double height = ROW * rows + MoneyAxis.BOTTOM + 8;
        Frame.open(out, id, height, title, description());
        axis.write(out, height);
        end(out, axis, baseName, fall.base(), 0);
        for (int i = 0; i < fall.bars().size(); i++) {
            bar(out, axis, fall.bars().get(i), i + 1);
        }
        double last = axis.place(fall.estimate());
        Frame.line(out, "link", last, middle(rows - 2), last, middle(rows - 1));
        end(out, axis, estimateName, fall.estimate(), rows - 1);
        out.close();
    }

    private void end(Markup out, MoneyAxis axis, String name, BigDecimal amount, int row) {
        double y = middle(row);
        Frame.name(out, MoneyAxis.LEFT - 14, y + 5, name);
        Frame.dot(out, "data", axis.place(amount), y);
        Frame.text(out, "end", Frame.WIDTH, y + 5, form.amount(amount));
    }

    private void bar(Markup out, MoneyAxis axis, Waterfall.Bar bar, int row) {
        double y = middle(row);
        double from = axis.place(bar.from());
        double to = axis.place(bar.to());
        Frame.line(out, "link", from, middle(row - 1), from, y);
        Frame.rectangle(out, kind(bar), Math.min(from, to), y - 9, Math.max(THIN, Math.abs(to - from)), 18);
        Frame.name(out, MoneyAxis.LEFT - 14, y + 5, bar.name());
        Frame.text(out, "end", Frame.WIDTH, y + 5, form.signed(bar.amount()));
    }

    private static String kind(Waterfall.Bar bar) {
        if (bar.isOther()) {
            return "other";
        }
        return bar.amount().signum() < 0 ? "lower" : "raise";
    }

    private static double middle(int row) {
        return ROW * row + ROW / 2 + 2;
    }

    private double[] numbers() {
        return DoubleStream.concat(
                        DoubleStream.of(
                                fall.base().doubleValue(), fall.estimate().doubleValue()),
                        fall.bars().stream().mapToDouble(it -> it.to().doubleValue()))
                .toArray();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(form.amount(fall.base()), form.amount(fall.estimate())));
        fall.bars().forEach(it -> texts.add(form.signed(it.amount())));
        return texts;
    }
}
