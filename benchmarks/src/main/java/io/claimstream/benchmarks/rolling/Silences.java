package io.claimstream.benchmarks.rolling;

import java.util.Map;
import java.util.TreeMap;

/** The longest time without a score of each partition, since a moment. Times are those of one clock, in nanoseconds. Thread-safe. */
final class Silences {

    private final Map<Integer, Long> last = new TreeMap<>();
    private final Map<Integer, Silence> longest = new TreeMap<>();

    /**
     * A time without a score.
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

    /** A score has come. */
    synchronized void arrived(int partition, long now) {
        ended(partition, now);
        last.put(partition, now);
    }

    /** Begins anew: what is silent now counts from now on. */
    synchronized void begin(long now) {
        longest.clear();
        last.replaceAll((partition, before) -> now);
    }

    /** The longest silence of each partition since the beginning; one that lasts counts up to now. */
    synchronized Map<Integer, Silence> longest(long now) {
        last.keySet().forEach(partition -> ended(partition, now));
        return Map.copyOf(longest);
    }

    private void ended(int partition, long now) {
        Long since = last.get(partition);
        if (since == null) {
            throw new IllegalArgumentException("Expected a known partition, but got " + partition + ".");
        }
        longest.merge(partition, new Silence(since, now - since), Silence::longer);
    }
}
