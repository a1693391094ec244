package io.claimstream.feedback.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accepted revisions of a claim that names more than one claimant over time. Not thread-safe. */
final class ClaimCourse {

    private final List<Point> points = new ArrayList<>();

    /**
     * An accepted revision.
     *
     * @param isOwn whether it names the claimant of the export
     */
    private record Point(int number, Instant acceptedAt, boolean isOwn) {}

    void add(int number, Instant acceptedAt, boolean isOwn) {
        points.add(new Point(number, acceptedAt, isOwn));
    }

    /**
     * Whether something is about the claimant: by its revision where that was accepted, otherwise by the newest revision of that time, or by the first one before there was any.
     *
     * @param revision null where it is about the claim as a whole
     */
    boolean isOwn(@Nullable Integer revision, Instant at) {
        Optional<Point> named = points.stream()
                .filter(it -> revision != null && it.number() == revision)
                .findFirst();
        return named.orElseGet(() -> newest(at)).isOwn();
    }

    private Point newest(Instant at) {
        Comparator<Point> byNumber = Comparator.comparingInt(Point::number);
        return points.stream()
                .filter(it -> !it.acceptedAt().isAfter(at))
                .max(byNumber)
                .or(() -> points.stream().min(byNumber))
                .orElseThrow();
    }
}
