package io.claimstream.platform.lag;

import java.util.Comparator;

/** A partition as one consumer group reads it. Immutable. */
public record LagKey(String group, String topic, int partition) implements Comparable<LagKey> {

    private static final Comparator<LagKey> ORDER =
            Comparator.comparing(LagKey::group).thenComparing(LagKey::topic).thenComparingInt(LagKey::partition);

    @Override
    public int compareTo(LagKey other) {
        return ORDER.compare(this, other);
    }
}
