package io.claimstream.platform.lag;

import java.time.Duration;
import java.util.List;

/** How a group gets on, by how its commits moved of late. Worse ones come later. */
public enum LagState {
    /** It has read everything, or gets nearer to the end. */
    OK,
    /** It commits nothing, and works on something that may take long. */
    WORKING,
    /** Something waits, and nothing is kept over time that would tell how it gets on. */
    UNKNOWN,
    /** It reads, but falls behind more and more. */
    WARNING,
    /** Something waits, and it commits nothing. */
    STALLED;

    /** Shorter than this, nobody can tell. */
    static final Duration LEAST = Duration.ofSeconds(30);

    /**
     * The state by the last points, the oldest first.
     *
     * @param points of one partition, all of the same group
     */
    public static LagState of(List<LagPoint> points) {
        if (points.size() < 3 || isCaughtUp(points)) {
            return OK;
        }
        LagPoint first = points.get(0);
        LagPoint last = points.get(points.size() - 1);
        if (Duration.between(first.at(), last.at()).compareTo(LEAST) < 0) {
            return OK;
        }
        if (points.stream().allMatch(it -> it.committed() == last.committed())) {
            return STALLED;
        }
        return isGrowing(points) ? WARNING : OK;
    }

    /** The worse of two. */
    public LagState worse(LagState other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static boolean isCaughtUp(List<LagPoint> points) {
        return points.stream().anyMatch(it -> it.records() == 0);
    }

    /** One half is worse than all of the half before: a burst that is worked off is not. */
    private static boolean isGrowing(List<LagPoint> points) {
        int half = points.size() / 2;
        long before = points.subList(0, half).stream()
                .mapToLong(LagPoint::records)
                .max()
                .orElse(0);
        long after = points.subList(half, points.size()).stream()
                .mapToLong(LagPoint::records)
                .min()
                .orElse(0);
        return after > before;
    }
}
