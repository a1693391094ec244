package io.claimstream.model.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * How a quantity above 0 went, step by step, against a line that it may reach. Upward each factor has the same height, so that what halves and what doubles are told alike. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param across name of the axis from left to right, which counts steps from 0
 * @param points the quantity at some steps, in their order; 0 or more
 * @param boundary the line, above 0
 * @param boundaryName what the line is
 * @param form how the quantity is written
 */
public record CourseChart(
        String id,
        String title,
        String description,
        String across,
        List<Point> points,
        double boundary,
        String boundaryName,
        DoubleFunction<String> form)
        implements Chart {

    public CourseChart {
        points = List.copyOf(points);
    }

    private static final double HEIGHT = 300;
    private static final double LEFT = 84;
    private static final double RIGHT = 30;
    private static final double BOTTOM = 52;
    private static final double LABEL = 60;
    private static final double LEAST = 1e-6;

    /**
     * A place on the way.
     *
     * @param step which step it is, 0 or more
     * @param value the quantity, above 0; below a millionth it is drawn there
     */
    public record Point(double step, double value) {}

    @Override
    public void write(Markup out) {
        Scale x = Scale.over(
                0, Math.max(1, points.stream().mapToDouble(Point::step).max().orElse(1)), LEFT, Frame.WIDTH - RIGHT);
        double low = points.stream().mapToDouble(it -> log(it.value())).min().orElse(0);
        double high = points.stream().mapToDouble(it -> log(it.value())).max().orElse(0);
        double least = Math.floor(Math.min(Math.min(0, low), log(boundary)));
        double greatest = Math.max(least + 1, Math.ceil(Math.max(high, log(boundary)) + 0.15));
        Scale y = new Scale(least, greatest, HEIGHT - BOTTOM, 14, 1);
        Frame.open(out, id, HEIGHT, title, description);
        for (double label : y.labels()) {
            Frame.line(out, "grid", LEFT, y.place(label), Frame.WIDTH - RIGHT, y.place(label));
            Frame.text(out, "end", LEFT - 8, y.place(label) + 5, form.apply(StrictMath.pow(10, label)));
        }
        for (double label : x.labels(LABEL)) {
            Frame.text(out, "middle", x.place(label), HEIGHT - BOTTOM + 22, Numbers.count(Math.round(label)));
        }
        Frame.text(out, "end", Frame.WIDTH - RIGHT, HEIGHT - 8, across + " →");
        double wall = y.place(log(boundary));
        Frame.line(out, "mark", LEFT, wall, Frame.WIDTH - RIGHT, wall);
        Frame.text(out, "start", LEFT + 8, wall - 7, boundaryName);
        course(out, x, y);
        out.close();
    }

    private void course(Markup out, Scale x, Scale y) {
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            Frame.line(
                    out,
                    "data",
                    x.place(from.step()),
                    y.place(log(from.value())),
                    x.place(to.step()),
                    y.place(log(to.value())));
        }
        if (!points.isEmpty()) {
            Point last = points.get(points.size() - 1);
            Frame.dot(out, "data", x.place(last.step()), y.place(log(last.value())));
        }
    }

    private static double log(double value) {
        return Math.log10(Math.max(LEAST, value));
    }
}
