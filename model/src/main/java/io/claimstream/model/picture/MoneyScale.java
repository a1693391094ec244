package io.claimstream.model.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An estimate with its interval on an axis of money, and below it other amounts to compare it with, each a shape of its own and a row of its own. The
 * interval goes on behind them as a band. Where there is no interval none is drawn, and the picture says so. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param estimate the estimate
 * @param marks what it is compared with, from above; 0 or more
 * @param form how amounts are written
 */
public record MoneyScale(String id, String title, Estimate estimate, List<Mark> marks, MoneyForm form)
        implements Chart {

    private static final double FIRST = 54;
    private static final double ROW = 28;
    private static final String NO_INTERVAL = "no interval: how far off it may be is not known";

    public MoneyScale {
        marks = List.copyOf(marks);
    }

    /**
     * An estimate and how sure it is.
     *
     * @param name its name
     * @param amount the estimate
     * @param lower lower end of the interval, at most the upper; null when there is none
     * @param upper upper end; null together with the lower
     */
    public record Estimate(String name, BigDecimal amount, @Nullable BigDecimal lower, @Nullable BigDecimal upper) {

        /** @throws IllegalArgumentException when the ends are not in order, or only one is there */
        public Estimate {
            if ((lower == null) != (upper == null) || (lower != null && upper != null && lower.compareTo(upper) > 0)) {
                throw new IllegalArgumentException(
                        "Expected both ends of an interval in order, but got " + lower + " to " + upper + ".");
            }
        }

        /** Where another amount lies, seen from the interval, in words. */
        public String place(BigDecimal other) {
            if (lower == null || upper == null) {
                return "no interval to compare with";
            }
            if (other.compareTo(lower) < 0) {
                return "below the interval";
            }
            return other.compareTo(upper) > 0 ? "above the interval" : "within the interval";
        }
    }

    /** What an amount beside the estimate is, and so its shape. */
    public enum Kind {
        /** Another estimate: a dot. */
        ESTIMATE,
        /** What a person decided: a square. */
        DECIDED,
        /** What was paid: a diamond. */
        PAID
    }

    /** An amount to compare the estimate with. */
    public record Mark(String name, BigDecimal amount, Kind kind) {}

    /** The numbers of the picture. */
    public Table table() {
        Table table = new Table(title, "what", form.currency(), "against the interval");
        table.row(estimate.name(), form.amount(estimate.amount()), interval());
        marks.forEach(it -> table.row(it.name(), form.amount(it.amount()), estimate.place(it.amount())));
        return table;
    }

    /** What can be seen in it, in words. */
    public String description() {
        StringBuilder words = new StringBuilder(estimate.name())
                .append(' ')
                .append(form.withCurrency(estimate.amount()))
                .append(", ")
                .append(interval());
        marks.forEach(it -> words.append("; ")
                .append(it.name())
                .append(' ')
                .append(form.withCurrency(it.amount()))
                .append(", ")
                .append(estimate.place(it.amount())));
        return words.append('.').toString();
    }

    @Override
    public void write(Markup out) {
        MoneyAxis axis = new MoneyAxis(numbers(), texts(), form);
        double height = FIRST + ROW * marks.size() + MoneyAxis.BOTTOM;
        Frame.open(out, id, height, title, description());
        axis.write(out, height);
        estimate(out, axis, height);
        for (int i = 0; i < marks.size(); i++) {
            mark(out, axis, marks.get(i), FIRST + ROW * i + ROW / 2);
        }
        out.close();
    }

    private void estimate(Markup out, MoneyAxis axis, double height) {
        double y = 20;
        double x = axis.place(estimate.amount());
        double middle = x;
        if (estimate.lower() != null && estimate.upper() != null) {
            double lower = axis.place(estimate.lower());
            double upper = axis.place(estimate.upper());
            middle = (lower + upper) / 2;
            Frame.rectangle(out, "band", lower, 4, upper - lower, height - MoneyAxis.BOTTOM - 4);
            Frame.line(out, "data", lower, y, upper, y);
            Frame.line(out, "data", lower, y - 7, lower, y + 7);
            Frame.line(out, "data", upper, y - 7, upper, y + 7);
        }
        Frame.dot(out, "data", x, y);
        name(out, estimate.name(), estimate.amount(), y);
        double half = interval().length() * MoneyAxis.DIGIT / 2;
        double left = Math.max(MoneyAxis.LEFT + half, Math.min(middle, axis.right() - half));
        Frame.remark(out, "middle", left, y + 24, interval());
    }

    private void mark(Markup out, MoneyAxis axis, Mark mark, double y) {
        double x = axis.place(mark.amount());
        switch (mark.kind()) {
            case ESTIMATE -> Frame.dot(out, "soft", x, y);
            case DECIDED -> Frame.rectangle(out, "decided", x - 6, y - 6, 12, 12);
            case PAID -> Frame.diamond(out, "paid", x, y);
        }
        name(out, mark.name(), mark.amount(), y);
    }

    private void name(Markup out, String name, BigDecimal amount, double y) {
        Frame.name(out, MoneyAxis.LEFT - 14, y + 5, name);
        Frame.text(out, "end", Frame.WIDTH, y + 5, form.amount(amount));
    }

    private String interval() {
        return estimate.lower() == null || estimate.upper() == null
                ? NO_INTERVAL
                : "interval " + form.amount(estimate.lower()) + " to " + form.amount(estimate.upper());
    }

    private double[] numbers() {
        List<BigDecimal> numbers = new ArrayList<>(List.of(estimate.amount()));
        if (estimate.lower() != null && estimate.upper() != null) {
            numbers.add(estimate.lower());
            numbers.add(estimate.upper());
        }
        marks.forEach(it -> numbers.add(it.amount()));
        return numbers.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(form.amount(estimate.amount())));
        marks.forEach(it -> texts.add(form.amount(it.amount())));
        return texts;
    }
}
