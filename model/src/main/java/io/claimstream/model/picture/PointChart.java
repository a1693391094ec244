package io.claimstream.model.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Points in a field, each with a line from low to high, and the diagonal on which both axes agree. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param across name of the axis from left to right
 * @param upward name of the axis from below
 * @param points the points, 0 or more
 * @param form how numbers are written
 */
public record PointChart(
        String id,
        String title,
        String description,
        String across,
        String upward,
        List<Point> points,
        DoubleFunction<String> form)
        implements Chart {

    public PointChart {
        points = List.copyOf(points);
    }

    private static final double HEIGHT = 430;
    private static final double LEFT = 84;
    private static final double BOTTOM = 56;
    private static final double LABEL = 72;

    /**
     * A point, and the range around it.
     *
     * @param x place from left to right, in the unit of the form
     * @param y place from below, in the same unit
     * @param low lower end of its line
     * @param high upper end of its line, at least the lower
     */
    public record Point(double x, double y, double low, double high) {}

    @Override
    public void write(Markup out) {
        double least = points.stream()
                .mapToDouble(it -> Math.min(it.x(), it.low()))
                .min()
                .orElse(0);
        double greatest = points.stream()
                .mapToDouble(it -> Math.max(it.x(), it.high()))
                .max()
                .orElse(1);
        Scale x = Scale.over(least, greatest, LEFT, Frame.WIDTH - 30);
        Scale y = Scale.over(least, greatest, HEIGHT - BOTTOM, 14);
        Frame.open(out, id, HEIGHT, title, description);
        List<Double> labels = x.labels(LABEL);
        List<String> texts = Labels.numbers(labels, form);
        for (int i = 0; i < texts.size(); i++) {
            double label = labels.get(i);
            Frame.line(out, "grid", x.place(label), 14, x.place(label), HEIGHT - BOTTOM);
            Frame.line(out, "grid", LEFT, y.place(label), Frame.WIDTH - 30, y.place(label));
            Frame.text(out, "middle", x.place(label), HEIGHT - BOTTOM + 20, texts.get(i));
            Frame.text(out, "end", LEFT - 8, y.place(label) + 5, texts.get(i));
        }
        Frame.text(out, "end", Frame.WIDTH - 30, HEIGHT - 10, across + " →");
        Frame.text(out, "start", LEFT + 8, 30, "↑ " + upward);
        Frame.line(out, "mark", x.place(x.least()), y.place(x.least()), x.place(x.greatest()), y.place(x.greatest()));
        for (Point point : points) {
            Frame.line(
                    out, "data", x.place(point.x()), y.place(point.low()), x.place(point.x()), y.place(point.high()));
            Frame.dot(out, "data", x.place(point.x()), y.place(point.y()));
        }
        out.close();
    }
}
