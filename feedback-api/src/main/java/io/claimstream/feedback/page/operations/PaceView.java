package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.operations.Flow;
import io.claimstream.feedback.operations.Latency;
import io.claimstream.feedback.operations.Pace;
import io.claimstream.feedback.operations.PacePoint;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.operations.Course.Named;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How much passes and how fast, as the page shows it. */
public final class PaceView {

    private static final int TABLE_ROWS = 12;

    private final Pace pace;
    private final Course course;
    private final Reader reader;

    PaceView(Pace pace, Course course) {
        this.pace = pace;
        this.course = course;
        this.reader = course.reader();
    }

    /** A number with its name and what it is of. */
    public record Tile(String label, String number, String of) {}

    /** Whether nothing is known yet. */
    public boolean isEmpty() {
        return pace.latest().isEmpty();
    }

    /** Why nothing is looked at; blank while it is. */
    public String obstacle() {
        return pace.obstacle().orElse("");
    }

    /** The last minute. */
    public List<Tile> tiles() {
        return pace.latest()
                .map(it -> List.of(
                        new Tile("Submitted", rate(it.of(Flow.SUBMITTED)), "claims a second, in the last minute"),
                        new Tile("Scored", rate(it.of(Flow.SCORED)), "claims a second, in the last minute"),
                        new Tile("Submission to score", median(it), others(it))))
                .orElse(List.of());
    }

    private String median(PacePoint point) {
        Latency latency = point.latency();
        return latency == null ? Reader.NONE : millis(latency.p50());
    }

    private String others(PacePoint point) {
        Latency latency = point.latency();
        return latency == null
                ? "nothing was scored in the last minute"
                : "half of the claims; 95 of 100 within " + millis(latency.p95()) + ", 99 of 100 within "
                        + millis(latency.p99());
    }

    /** Records of each kind a second, in the last minute. */
    public Grid flows() {
        List<List<String>> rows = new ArrayList<>();
        Optional<PacePoint> latest = pace.latest();
        for (Flow flow : Flow.values()) {
            rows.add(List.of(name(flow), latest.map(it -> rate(it.of(flow))).orElse(Reader.NONE)));
        }
        return new Grid("Records a second, in the last minute", List.of("Records", "A second"), rows);
    }

    private static String name(Flow flow) {
        return switch (flow) {
            case SUBMITTED -> "Submitted";
            case ACCEPTED -> "Accepted";
            case REJECTED -> "Rejected";
            case DUPLICATE -> "Duplicates, and what is under way";
            case DEAD -> "Dead letters";
            case SCORED -> "Scored";
        };
    }

    public String submittedPicture() {
        return picture("pace-submitted", "Submitted claims a second", it -> it.of(Flow.SUBMITTED), this::rate);
    }

    public String scoredPicture() {
        return picture("pace-scored", "Scored claims a second", it -> it.of(Flow.SCORED), this::rate);
    }

    public String latencyPicture() {
        return picture(
                "pace-latency",
                "Submission to score, 99 of 100 claims",
                it -> Optional.ofNullable(it.latency()).map(Latency::p99).orElse(0.0),
                this::millis);
    }

    private String picture(
            String id,
            String title,
            ToDoubleFunction<PacePoint> number,
            java.util.function.DoubleFunction<String> form) {
        return course.picture(
                new Named(id, title, "A line over time; the upright ones are restarts and model swaps."),
                List.of(points()),
                PacePoint::at,
                number,
                form);
    }

    /** What the pictures show, at some times. */
    public Grid history() {
        List<PacePoint> points = points();
        int every = Math.max(1, (points.size() + TABLE_ROWS - 1) / TABLE_ROWS);
        List<List<String>> rows = new ArrayList<>();
        for (int i = points.size() - 1; i >= 0; i -= every) {
            PacePoint point = points.get(i);
            @Nullable Latency latency = point.latency();
            rows.add(List.of(
                    course.time(point.at()),
                    rate(point.of(Flow.SUBMITTED)),
                    rate(point.of(Flow.ACCEPTED)),
                    rate(point.of(Flow.REJECTED)),
                    rate(point.of(Flow.DEAD)),
                    rate(point.of(Flow.SCORED)),
                    latency == null ? Reader.NONE : millis(latency.p50()),
                    latency == null ? Reader.NONE : millis(latency.p95()),
                    latency == null ? Reader.NONE : millis(latency.p99())));
        }
        return new Grid(
                "Pace over time, the newest first",
                List.of(
                        "Time",
                        "Submitted",
                        "Accepted",
                        "Rejected",
                        "Dead",
                        "Scored",
                        "Half",
                        "95 of 100",
                        "99 of 100"),
                rows);
    }

    private List<PacePoint> points() {
        return pace.points().stream()
                .filter(it -> !it.at().isBefore(course.from()))
                .toList();
    }

    private String rate(double rate) {
        NumberFormat form = NumberFormat.getNumberInstance(reader.locale());
        form.setMaximumFractionDigits(rate < 100 ? 1 : 0);
        return form.format(rate);
    }

    private String millis(double millis) {
        return reader.count(Math.round(millis)) + "\u00a0ms";
    }
}
