package io.claimstream.model.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Numbers over time: one line that counts, fainter ones that it is made of, and upright marks at what happened. Immutable.
 *
 * @param id id on the page
 * @param title what it shows
 * @param description what can be seen in it
 * @param span from when to when, in any unit, the first below the last
 * @param times names of some times, in order
 * @param lines the line that counts first; each point within the span, in order, with a number of 0 or more, or NaN for a gap
 * @param marks what happened, in order
 * @param form writes a number beside the axis
 */
public record LineChart(
        String id,
        String title,
        String description,
        Span span,
        List<At> times,
        List<List<Point>> lines,
        List<At> marks,
        DoubleFunction<String> form)
        implements Chart {

    private static final double HEIGHT = 220;
    private static final double LEFT = 84;
    private static final double RIGHT = Frame.WIDTH - 20;
    private static final double TOP = 26;
    private static final double BOTTOM = 40;
    private static final double LABEL_PIXELS = 34;

    /** Least distance of two names of marks, in pixels; a name that has no room is left to the table. */
    private static final double MARK_PIXELS = 110;

    public LineChart {
        times = List.copyOf(times);
        lines = lines.stream().map(List::copyOf).toList();
        marks = List.copyOf(marks);
    }

    /** From when to when. */
    public record Span(double from, double to) {

        /** @throws IllegalArgumentException when it ends before it begins */
        public Span {
            if (!(from < to)) {
                throw new IllegalArgumentException("Expected a span, but " + from + " is not before " + to + ".");
            }
        }
    }

    /** A time with a name. */
    public record At(double time, String name) {}

    /** A number at a time; NaN where it is not known, which leaves a gap. */
    public record Point(double time, double number) {}

    @Override
    public void write(Markup out) {
        double greatest = lines.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::number)
                .filter(it -> !Double.isNaN(it))
                .max()
                .orElse(0);
        Scale y = Scale.over(0, Math.max(greatest, 1), HEIGHT - BOTTOM, TOP);
        Frame.open(out, id, HEIGHT, title, description);
        List<Double> labels = y.labels(LABEL_PIXELS);
        List<String> texts = Labels.numbers(labels, form);
        for (int i = 0; i < texts.size(); i++) {
            double place = y.place(labels.get(i));
            Frame.line(out, "grid", LEFT, place, RIGHT, place);
            Frame.text(out, "end", LEFT - 8, place + 5, texts.get(i));
        }
        times.forEach(it -> Frame.text(out, "middle", x(it.time()), HEIGHT - BOTTOM + 24, it.name()));
        marks(out);
        for (int i = lines.size() - 1; i >= 0; i--) {
            line(out, y, i == 0 ? "course" : "course faint", lines.get(i));
        }
        out.close();
    }

    private void marks(Markup out) {
        double free = LEFT;
        for (At mark : marks) {
            double x = x(mark.time());
            Frame.line(out, "mark", x, TOP, x, HEIGHT - BOTTOM);
            if (x >= free && x + MARK_PIXELS <= RIGHT + 20) {
                Frame.remark(out, "start", x + 4, TOP - 8, Labels.fit(mark.name(), MARK_PIXELS - 8, Frame.REMARK_SIZE));
                free = x + MARK_PIXELS;
            }
        }
    }

    private void line(Markup out, Scale y, String kind, List<Point> points) {
        StringBuilder places = new StringBuilder();
        for (Point point : points) {
            if (Double.isNaN(point.number())) {
                piece(out, kind, places);
            } else {
                places.append(places.isEmpty() ? "" : " ")
                        .append(Frame.at(x(point.time())))
                        .append(',')
                        .append(Frame.at(y.place(point.number())));
            }
        }
        piece(out, kind, places);
    }

    /** Draws what was gathered up to a gap. */
    private static void piece(Markup out, String kind, StringBuilder places) {
        if (!places.isEmpty()) {
            out.empty("polyline", "class", kind, "points", places.toString());
            places.setLength(0);
        }
    }

    private double x(double time) {
        double inside = Math.max(span.from(), Math.min(span.to(), time));
        return LEFT + (inside - span.from()) / (span.to() - span.from()) * (RIGHT - LEFT);
    }
}
