package io.claimstream.platform.lag;

import java.util.Comparator;

/** A partition as one consumer group reads it. Immutable. */
public record LagKey(String group, String topic, int partition) implements Comparable<LagKey> {

    private static final String OURS = "claimstream-";

    private static final Comparator<LagKey> ORDER = Comparator.comparing((LagKey it) -> !isOurs(it.group()))
            .thenComparing(LagKey::group)
            .thenComparing(LagKey::topic)
            .thenComparingInt(LagKey::partition);

    /** Whether a group is one of Claimstream, which come first where there is no room for all of a shared cluster. */
    public static boolean isOurs(String group) {
        return group.startsWith(OURS);
    }

    @Override
    public int compareTo(LagKey other) {
        return ORDER.compare(this, other);
    }
}
