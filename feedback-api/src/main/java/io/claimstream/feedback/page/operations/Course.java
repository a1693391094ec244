package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.page.Reader;
import io.claimstream.model.picture.LineChart;
import io.claimstream.model.picture.LineChart.At;
import io.claimstream.model.picture.LineChart.Point;
import io.claimstream.model.picture.LineChart.Span;
import io.claimstream.model.picture.Markup;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Draws numbers over a span of time.
 *
 * @param from when the span begins
 * @param to when it ends
 * @param marks what happened within it
 * @param reader who reads
 */
record Course(Instant from, Instant to, List<Happened> marks, Reader reader) {

    private static final int TIMES = 4;

    /** A picture is about 600 pixels wide: one for each two. */
    private static final int STEPS = 300;

    /** Something that happened. */
    record Happened(Instant at, String what) {}

    /** Names of a picture: its id on the page, what it shows, what can be seen in it. */
    record Named(String id, String title, String description) {}

    /**
     * The picture of some lines, the one that counts first.
     *
     * @param at when a point was seen
     * @param number what it says
     */
    <P> String picture(
            Named named,
            List<List<P>> lines,
            Function<P, Instant> at,
            ToDoubleFunction<P> number,
            DoubleFunction<String> form) {
        Markup out = new Markup();
        new LineChart(
                        named.id(),
                        named.title(),
                        named.description(),
                        new Span(seconds(from), seconds(to)),
                        times(),
                        lines.stream()
                                .map(line -> thinned(line.stream()
                                        .map(it -> new Point(seconds(at.apply(it)), number.applyAsDouble(it)))
                                        .toList()))
                                .toList(),
                        marks.stream()
                                .map(it -> new At(seconds(it.at()), it.what()))
                                .toList(),
                        form)
                .write(out);
        return out.toString();
    }

    /** The greatest of each step of time: more of them fall on the same pixels. */
    private List<Point> thinned(List<Point> points) {
        Map<Long, Point> steps = new TreeMap<>();
        double step = (seconds(to) - seconds(from)) / STEPS;
        points.forEach(it -> steps.merge((long) Math.floor((it.time() - seconds(from)) / step), it, Course::greater));
        return List.copyOf(steps.values());
    }

    /** A number that is not known is less than any. */
    private static Point greater(Point one, Point other) {
        return Double.isNaN(other.number()) || one.number() >= other.number() ? one : other;
    }

    /** A time of day, to the minute. */
    String time(Instant at) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(reader.locale())
                .withZone(reader.zone())
                .format(at);
    }

    private List<At> times() {
        Duration step = Duration.between(from, to).dividedBy(TIMES);
        List<At> times = new ArrayList<>();
        for (int i = 0; i <= TIMES; i++) {
            Instant at = from.plus(step.multipliedBy(i));
            times.add(new At(seconds(at), time(at)));
        }
        return times;
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
