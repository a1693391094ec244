package io.claimstream.platform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points over time: each of the last quarter of an hour, and the worst of each minute of the last four hours. Bounded. Not thread-safe. */
final class LagSeries {

    static final Duration FINE = Duration.ofMinutes(15);
    static final Duration COARSE = Duration.ofHours(4);

    private static final long MINUTE_MILLIS = 60_000;
    private static final int MOST_FINE = 400;

    private final Deque<LagPoint> fine = new ArrayDeque<>();
    private final Deque<LagPoint> coarse = new ArrayDeque<>();

    void add(LagPoint point) {
        fine.addLast(point);
        while (fine.size() > MOST_FINE || isOlder(fine, point.at(), FINE)) {
            fine.removeFirst();
        }
        @Nullable LagPoint minute = coarse.peekLast();
        if (minute != null && minute(minute) == minute(point)) {
            coarse.removeLast();
            coarse.addLast(minute.worse(point));
        } else {
            coarse.addLast(point);
        }
        while (isOlder(coarse, point.at(), COARSE)) {
            coarse.removeFirst();
        }
    }

    /** The last points, the oldest first. */
    List<LagPoint> last(int most) {
        List<LagPoint> points = new ArrayList<>(fine);
        return points.subList(Math.max(0, points.size() - most), points.size());
    }

    /** All of it, the oldest first: minutes before the fine points begin, then those. */
    List<LagPoint> all() {
        List<LagPoint> points = new ArrayList<>();
        Instant begin = fine.isEmpty() ? Instant.MAX : fine.getFirst().at();
        coarse.stream().filter(it -> it.at().isBefore(begin)).forEach(points::add);
        points.addAll(fine);
        return points;
    }

    private static boolean isOlder(Deque<LagPoint> points, Instant now, Duration most) {
        @Nullable LagPoint oldest = points.peekFirst();
        return oldest != null && oldest.at().isBefore(now.minus(most));
    }

    private static long minute(LagPoint point) {
        return Math.floorDiv(point.at().toEpochMilli(), MINUTE_MILLIS);
    }
}
