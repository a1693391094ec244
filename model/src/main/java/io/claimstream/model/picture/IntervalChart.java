package io.claimstream.model.picture;

import io.claimstream.model.statistics.Measured;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Figures one below the other, each a dot with the line of its interval; a figure without interval is a dot. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param lines the figures, 0 or more
 * @param marks numbers to draw a line at, such as 0 or what is promised; 0 or more
 * @param form how numbers are written
 */
public record IntervalChart(
        String id, String title, String description, List<Line> lines, List<Double> marks, DoubleFunction<String> form)
        implements Chart {

    public IntervalChart {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    private static final double LEFT = 270;
    private static final double ROW = 28;
    private static final double BOTTOM = 30;
    private static final double LABEL = 96;

    /**
     * A figure.
     *
     * @param name its name; cut where it is too long for the picture
     * @param figure the figure
     * @param isAlert whether it stands out
     */
    public record Line(String name, Measured figure, boolean isAlert) {}

    @Override
    public void write(Markup out) {
        double height = ROW * lines.size() + BOTTOM + 12;
        Scale scale = scale();
        Frame.open(out, id, height, title, description);
        for (double label : scale.labels()) {
            Frame.line(out, "grid", scale.place(label), 4, scale.place(label), height - BOTTOM);
        }
        List<Double> labels = scale.labels(LABEL);
        List<String> texts = Labels.numbers(labels, form);
        for (int i = 0; i < texts.size(); i++) {
            Frame.text(out, "middle", scale.place(labels.get(i)), height - 8, texts.get(i));
        }
        for (double mark : marks) {
            Frame.line(out, "mark", scale.place(mark), 4, scale.place(mark), height - BOTTOM);
        }
        for (int i = 0; i < lines.size(); i++) {
            write(out, scale, lines.get(i), ROW * i + ROW / 2 + 6);
        }
        out.close();
    }

    private void write(Markup out, Scale scale, Line line, double y) {
        String kind = line.isAlert() ? "alert" : "data";
        Measured figure = line.figure();
        Frame.name(out, LEFT - 14, y + 5, line.name());
        if (figure.lower() != null && figure.upper() != null) {
            Frame.line(out, kind, scale.place(figure.lower()), y, scale.place(figure.upper()), y);
        }
        Frame.dot(out, kind, scale.place(figure.value()), y);
    }

    private Scale scale() {
        double least = marks.stream().mapToDouble(it -> it).min().orElse(Double.POSITIVE_INFINITY);
        double greatest = marks.stream().mapToDouble(it -> it).max().orElse(Double.NEGATIVE_INFINITY);
        for (Line line : lines) {
            Measured figure = line.figure();
            least = Math.min(least, figure.lower() == null ? figure.value() : figure.lower());
            greatest = Math.max(greatest, figure.upper() == null ? figure.value() : figure.upper());
        }
        boolean isEmpty = lines.isEmpty() && marks.isEmpty();
        return Scale.over(isEmpty ? 0 : least, isEmpty ? 1 : greatest, LEFT, Frame.WIDTH - 56);
    }
}
