package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.operations.Course.Named;
import io.claimstream.platform.lag.Lag;
import io.claimstream.platform.lag.LagPoint;
import io.claimstream.platform.lag.LagState;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A consumer group as its page shows it. */
public final class GroupView {

    private static final int TABLE_ROWS = 12;
    private static final int FAINT = 12;

    private final Lag.Group group;
    private final Course course;
    private final Reader reader;

    GroupView(Lag.Group group, Course course) {
        this.group = group;
        this.course = course;
        this.reader = course.reader();
    }

    public String name() {
        return group.name();
    }

    /** An id on the page. */
    public String id() {
        return "g-" + Integer.toHexString(group.name().hashCode());
    }

    /** Its state in words. */
    public String state() {
        return switch (group.state()) {
            case OK -> "OK";
            case WORKING -> "At work on something that takes long, such as a training";
            case UNKNOWN -> "Not known: there are too many groups and partitions to look at all over time";
            case WARNING -> "Warning: falls behind more and more";
            case STALLED -> "Stalled: something waits, and nothing is committed";
        };
    }

    public String mood() {
        return switch (group.state()) {
            case OK, WORKING -> "good";
            case UNKNOWN, WARNING -> "care";
            case STALLED -> "bad";
        };
    }

    public String members() {
        return reader.count(group.members()) + (group.members() == 1 ? " member" : " members");
    }

    /** How far behind it is, in words. */
    public String behind() {
        String records = reader.count(group.records()) + " records";
        return group.seconds() == null
                ? records + " behind, for how long is not known"
                : records + " and " + seconds(group.seconds()) + " behind";
    }

    /** The picture of its age. */
    public String secondsPicture() {
        return picture(
                new Named(
                        id() + "-s",
                        "Seconds that " + name() + " is behind",
                        "The line is the age of the oldest unread record of all partitions, " + others()),
                it -> Objects.requireNonNullElse(it.seconds(), Double.NaN),
                this::form);
    }

    /** The picture of its unread records. */
    public String recordsPicture() {
        return picture(
                new Named(
                        id() + "-r",
                        "Records that " + name() + " is behind",
                        "The line is the number of unread records of all partitions, " + others()),
                LagPoint::records,
                // Between two whole numbers of records there is nothing to name.
                it -> it == Math.rint(it) ? reader.count(Math.round(it)) : "");
    }

    private String others() {
        return "the faint ones are " + (group.partitions().size() > FAINT ? "the worst " + FAINT + " " : "")
                + "partitions, the upright ones restarts and model swaps.";
    }

    /** With faint lines for the partitions that were worst; hundreds would cost much and could not be told apart. */
    private String picture(Named named, ToDoubleFunction<LagPoint> number, DoubleFunction<String> form) {
        Stream<List<LagPoint>> worst = group.partitions().stream()
                .map(it -> within(it.points()))
                .sorted(Comparator.comparingDouble((List<LagPoint> it) -> greatest(it, number))
                        .reversed())
                .limit(FAINT);
        return course.picture(
                named, Stream.concat(Stream.of(within(group.points())), worst).toList(), LagPoint::at, number, form);
    }

    private static double greatest(List<LagPoint> points, ToDoubleFunction<LagPoint> number) {
        return points.stream()
                .mapToDouble(number)
                .filter(it -> !Double.isNaN(it))
                .max()
                .orElse(0);
    }

    private List<LagPoint> within(List<LagPoint> points) {
        return points.stream().filter(it -> !it.at().isBefore(course.from())).toList();
    }

    /** What the pictures show, at some times. */
    public Grid history() {
        List<LagPoint> points = within(group.points());
        int every = Math.max(1, (points.size() + TABLE_ROWS - 1) / TABLE_ROWS);
        List<List<String>> rows = new ArrayList<>();
        for (int i = points.size() - 1; i >= 0; i -= every) {
            LagPoint point = points.get(i);
            rows.add(List.of(course.time(point.at()), seconds(point.seconds()), reader.count(point.records())));
        }
        return new Grid(name() + " over time, the newest first", List.of("Time", "Seconds", "Records"), rows);
    }

    /** Each partition now. */
    public Grid partitions() {
        return new Grid(
                "Partitions of " + name(),
                List.of("Partition", "State", "Records", "Seconds", "Committed", "End"),
                group.partitions().stream()
                        .map(it -> List.of(
                                it.key().topic() + " " + it.key().partition(),
                                word(it.state()),
                                (it.isExact() ? "" : "about ") + reader.count(it.records()),
                                seconds(it.seconds()),
                                reader.count(it.committed()),
                                reader.count(it.end())))
                        .toList());
    }

    /** When its members came and went, and models were swapped. */
    public Grid happened() {
        return new Grid(
                "What happened",
                List.of("Time", "What"),
                course.marks().stream()
                        .map(it -> List.of(course.time(it.at()), it.what()))
                        .toList());
    }

    private static String word(LagState state) {
        return switch (state) {
            case OK -> "OK";
            case WORKING -> "Working";
            case UNKNOWN -> "Not known";
            case WARNING -> "Warning";
            case STALLED -> "Stalled";
        };
    }

    private String seconds(@Nullable Double seconds) {
        return seconds == null ? "not known" : form(seconds);
    }

    private String form(double seconds) {
        NumberFormat form = NumberFormat.getNumberInstance(reader.locale());
        form.setMaximumFractionDigits(seconds < 10 ? 1 : 0);
        return form.format(seconds) + "\u00a0s";
    }
}
