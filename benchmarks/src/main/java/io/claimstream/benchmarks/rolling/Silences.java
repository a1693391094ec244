package io.claimstream.benchmarks.rolling;

import java.util.Map;
import java.util.TreeMap;

/**
 * The longest time of each partition, since a moment, in which a submission waited and no score came. While nothing waits, nothing can come: that is no silence. Times
 * are those of one clock, in nanoseconds. Thread-safe.
 */
final class Silences {

    private final Map<Integer, Long> last = new TreeMap<>();
    private final Map<Integer, Silence> longest = new TreeMap<>();

    /**
     * A time without a score though one was due.
     *
     * @param since when it began
     * @param nanos how long it was
     */
    record Silence(long since, long nanos) {

        Silence longer(Silence other) {
            return other.nanos > nanos ? other : this;
        }
    }

    /** @param partitions how many there are */
    Silences(int partitions, long now) {
        for (int partition = 0; partition < partitions; partition++) {
            last.put(partition, now);
        }
    }

    /**
     * A score has come.
     *
     * @param submitted when its submission had reached Kafka
     */
    synchronized void arrived(int partition, long submitted, long now) {
        ended(partition, submitted, now);
        last.put(partition, now);
    }

    /** Begins anew: what is silent now counts from now on. */
    synchronized void begin(long now) {
        longest.clear();
        last.replaceAll((partition, before) -> now);
    }

    /** The longest silence of each partition since the beginning. One that lasts counts up to now, as if something waited. */
    synchronized Map<Integer, Silence> longest(long now) {
        last.keySet().forEach(partition -> ended(partition, Long.MIN_VALUE, now));
        return Map.copyOf(longest);
    }

    private void ended(int partition, long submitted, long now) {
        Long since = last.get(partition);
        if (since == null) {
            throw new IllegalArgumentException("Expected a known partition, but got " + partition + ".");
        }
        long begin = Math.max(since, submitted);
        longest.merge(partition, new Silence(begin, now - begin), Silence::longer);
    }
}
