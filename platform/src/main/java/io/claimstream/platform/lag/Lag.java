package io.claimstream.platform.lag;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far groups are behind, and how that went.
 *
 * @param at when it was looked at the last time; null before the first
 * @param obstacle why it cannot be looked at; empty while it can
 * @param groups by name
 * @param marks when members came and went, the oldest first
 */
public record Lag(@Nullable Instant at, Optional<String> obstacle, List<Group> groups, List<Mark> marks) {

    public Lag {
        groups = List.copyOf(groups);
        marks = List.copyOf(marks);
    }

    /**
     * A group.
     *
     * @param state the worst of its partitions
     * @param members how many it has
     * @param records unread records of all partitions
     * @param seconds age of the oldest of them; null when it is not known of every partition
     * @param partitions by topic and number
     * @param points over time: the sum of records and the greatest age
     */
    public record Group(
            String name,
            LagState state,
            int members,
            long records,
            @Nullable Double seconds,
            List<Partition> partitions,
            List<LagPoint> points) {

        public Group {
            partitions = List.copyOf(partitions);
            points = List.copyOf(points);
        }
    }

    /**
     * A partition as its group reads it.
     *
     * @param committed next offset that it reads
     * @param end offset behind the last committed record
     * @param isExact whether the records were counted, not estimated
     * @param seconds age of the oldest unread record; null when it is not known
     * @param points over time; empty where there are too many partitions to keep any
     */
    public record Partition(
            LagKey key,
            LagState state,
            long committed,
            long end,
            long records,
            boolean isExact,
            @Nullable Double seconds,
            List<LagPoint> points) {

        public Partition {
            points = List.copyOf(points);
        }
    }

    /** That members of a group changed. */
    public record Mark(Instant at, String group, String what) {}
}
