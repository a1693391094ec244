package io.claimstream.platform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Groups that commit a record only when the work that it asks for is done. They keep polling meanwhile: who does not is no member for long. */
public final class LongWork {

    /** Reads commands about models; a training is committed when it is done. */
    public static final String RETRAIN = "claimstream-retrain";

    /** Longer than the trainings that a command for every slot asks for take by default. */
    static final Duration LONGEST = Duration.ofHours(2);

    private static final Set<String> GROUPS = Set.of(RETRAIN);

    private LongWork() {}

    /**
     * Whether a partition of which nothing is committed may be worked on.
     *
     * @param members how many the group has
     * @param points of the partition, the oldest first
     */
    static boolean isAtWork(String group, int members, List<LagPoint> points) {
        if (!GROUPS.contains(group) || members == 0 || points.isEmpty()) {
            return false;
        }
        LagPoint last = points.get(points.size() - 1);
        return Duration.between(since(points, last), last.at()).compareTo(LONGEST) < 0;
    }

    /** When it was seen first that something waits behind the offset that is committed now. */
    private static Instant since(List<LagPoint> points, LagPoint last) {
        List<LagPoint> newestFirst = new ArrayList<>(points);
        Collections.reverse(newestFirst);
        Instant since = last.at();
        for (LagPoint point : newestFirst) {
            if (point.committed() != last.committed() || point.records() == 0) {
                return since;
            }
            since = point.at();
        }
        return since;
    }
}
