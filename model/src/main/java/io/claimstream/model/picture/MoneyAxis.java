package io.claimstream.model.picture;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** An axis of money from left to right, between a column of names and one of amounts, which is as wide as the longest of them. Immutable. */
final class MoneyAxis {

    /** Where the axis begins: at the right of the names, in pixels. */
    static final double LEFT = 250;

    /** Height of its labels, in pixels. */
    static final double BOTTOM = 30;

    /** Width of a digit as wide as they come, in pixels. */
    static final double DIGIT = 8.2;

    private static final double GAP = 18;

    private final Scale scale;
    private final MoneyForm form;

    /**
     * An axis.
     *
     * @param numbers what is to be on it, 1 or more
     * @param amounts the texts in the column of amounts, 1 or more
     */
    MoneyAxis(double[] numbers, List<String> amounts, MoneyForm form) {
        double longest = amounts.stream().mapToInt(String::length).max().orElse(0) * DIGIT;
        this.scale = Scale.over(
                Arrays.stream(numbers).min().orElse(0),
                Arrays.stream(numbers).max().orElse(0),
                LEFT,
                Frame.WIDTH - longest - GAP);
        this.form = form;
    }

    double place(BigDecimal amount) {
        return scale.place(amount.doubleValue());
    }

    double right() {
        return scale.to();
    }

    /** Draws lines and labels of round amounts, and the currency beside them. */
    void write(Markup out, double height) {
        double width = scale.labels().stream()
                        .mapToInt(it -> form.label(it, scale.step()).length())
                        .max()
                        .orElse(0)
                * DIGIT;
        for (double label : scale.labels(width + GAP)) {
            Frame.line(out, "grid", scale.place(label), 4, scale.place(label), height - BOTTOM);
            Frame.text(out, "middle", scale.place(label), height - 8, form.label(label, scale.step()));
        }
        Frame.text(out, "end", Frame.WIDTH, height - 8, form.currency());
    }
}
