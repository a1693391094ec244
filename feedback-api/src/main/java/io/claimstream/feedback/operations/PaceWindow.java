package io.claimstream.feedback.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pace over time: each look of the last quarter of an hour, and the most of each minute of the last four hours. Bounded. Thread-safe. */
final class PaceWindow {

    private static final Duration FINE = Duration.ofMinutes(15);
    private static final Duration COARSE = Duration.ofHours(4);
    private static final int MOST_FINE = 400;
    private static final int LATEST = 12;
    private static final long MINUTE_MILLIS = 60_000;

    private final Deque<PacePoint> fine = new ArrayDeque<>();
    private final Deque<PacePoint> coarse = new ArrayDeque<>();
    private @Nullable Totals before;
    private @Nullable Instant beforeAt;
    private Optional<String> obstacle = Optional.of("not looked at yet");

    synchronized void failed(String why) {
        obstacle = Optional.of(why);
    }

    /**
     * Takes up what is known at a time. Totals that went back, as when they are made again, tell no pace.
     *
     * @param millis how long claims took that were scored since the last look
     */
    synchronized void add(Instant at, Totals totals, long[] millis) {
        @Nullable Totals last = before;
        @Nullable Instant lastAt = beforeAt;
        before = totals;
        beforeAt = at;
        obstacle = Optional.empty();
        if (last == null
                || lastAt == null
                || !lastAt.isBefore(at)
                || totals.of(Flow.SUBMITTED) < last.of(Flow.SUBMITTED)) {
            return;
        }
        double seconds = Duration.between(lastAt, at).toMillis() / 1000.0;
        Map<Flow, Double> perSecond = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            perSecond.put(flow, Math.max(0, totals.of(flow) - last.of(flow)) / seconds);
        }
        keep(new PacePoint(at, perSecond, Latency.of(millis).orElse(null)));
    }

    private void keep(PacePoint point) {
        fine.addLast(point);
        trim(fine, point.at(), FINE);
        while (fine.size() > MOST_FINE) {
            fine.removeFirst();
        }
        @Nullable PacePoint minute = coarse.peekLast();
        if (minute != null && minute(minute) == minute(point)) {
            coarse.removeLast();
            coarse.addLast(minute.worse(point));
        } else {
            coarse.addLast(point);
        }
        trim(coarse, point.at(), COARSE);
    }

    /** What is known now. */
    synchronized Pace pace() {
        List<PacePoint> points = new ArrayList<>();
        Instant begin = fine.isEmpty() ? Instant.MAX : fine.getFirst().at();
        coarse.stream().filter(it -> it.at().isBefore(begin)).forEach(points::add);
        points.addAll(fine);
        return new Pace(obstacle, points, latest());
    }

    /** The mean of the last minute. */
    private Optional<PacePoint> latest() {
        List<PacePoint> last = new ArrayList<>(fine).subList(Math.max(0, fine.size() - LATEST), fine.size());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Map<Flow, Double> mean = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            mean.put(
                    flow, last.stream().mapToDouble(it -> it.of(flow)).average().orElse(0));
        }
        @Nullable Latency latency = null;
        for (PacePoint point : last) {
            @Nullable Latency one = point.latency();
            latency = latency == null || one == null ? (one == null ? latency : one) : latency.worse(one);
        }
        return Optional.of(new PacePoint(last.get(last.size() - 1).at(), mean, latency));
    }

    private static void trim(Deque<PacePoint> points, Instant now, Duration most) {
        @Nullable PacePoint oldest = points.peekFirst();
        while (oldest != null && oldest.at().isBefore(now.minus(most))) {
            points.removeFirst();
            oldest = points.peekFirst();
        }
    }

    private static long minute(PacePoint point) {
        return Math.floorDiv(point.at().toEpochMilli(), MINUTE_MILLIS);
    }
}
