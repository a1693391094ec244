package io.claimstream.domain.drift;

import io.claimstream.event.ValueSketch;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How often values came, by bucket. There are four buckets to the octave on either side of zero, so the ends of a bucket differ by a
 * quarter at most; zero has its own (buckets of relative width: Masson, Rim &amp; Lee, 2019, <i>DDSketch</i>). Merging adds counts, in
 * any order and grouping the same. Immutable and thread-safe.
 *
 * @param counts counts above 0 by bucket, in the order of the values, missing ones first
 */
public record Sketch(NavigableMap<Integer, Long> counts) {

    /** Bucket of missing values. */
    public static final int MISSING = Integer.MIN_VALUE;

    /** What a float has below its exponent and the two highest bits of its fraction. */
    private static final int DROPPED_BITS = 21;

    public Sketch {
        counts = Collections.unmodifiableNavigableMap(new TreeMap<>(counts));
    }

    /** Of no value. */
    public static Sketch empty() {
        return new Sketch(Collections.emptyNavigableMap());
    }

    /** What an event says. */
    public static Sketch of(ValueSketch event) {
        return merged(List.of(event));
    }

    /** The values of all. */
    public static Sketch merged(Collection<ValueSketch> events) {
        NavigableMap<Integer, Long> counts = new TreeMap<>();
        for (ValueSketch event : events) {
            for (int i = 0; i < event.getBuckets().size(); i++) {
                counts.merge(event.getBuckets().get(i), event.getCounts().get(i), Long::sum);
            }
        }
        return new Sketch(counts);
    }

    /** The bucket of a value; NaN is missing. The values of a bucket are of one sign, and those of a higher bucket are greater. */
    public static int bucket(float value) {
        if (Float.isNaN(value)) {
            return MISSING;
        }
        int magnitude = Float.floatToIntBits(Math.abs(value)) >>> DROPPED_BITS;
        return value < 0 ? -magnitude : magnitude;
    }

    /**
     * Least end of a bucket: its values are from here on, of a bucket below zero greater than this. Zero for that of zero, which also has what is nearer to
     * zero than 3e-39.
     */
    static double from(int bucket) {
        return bucket < 0 ? -edge(1 - bucket) : edge(bucket);
    }

    /** Greatest end: its values are less than this, of a bucket below zero up to it. Infinite for that of the greatest floats. */
    static double to(int bucket) {
        return bucket < 0 ? -edge(-bucket) : bucket == 0 ? 0 : edge(bucket + 1);
    }

    private static double edge(int magnitude) {
        return Float.intBitsToFloat(magnitude << DROPPED_BITS);
    }

    /** With one value more for each bucket named. */
    public Sketch with(Collection<Integer> buckets) {
        NavigableMap<Integer, Long> more = new TreeMap<>(counts);
        buckets.forEach(bucket -> more.merge(bucket, 1L, Long::sum));
        return new Sketch(more);
    }

    /** Number of values, missing ones included. */
    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many values fell into a bucket. */
    long in(int bucket) {
        return counts.getOrDefault(bucket, 0L);
    }

    /** As an event says it. */
    public ValueSketch toEvent() {
        return new ValueSketch(List.copyOf(counts.keySet()), List.copyOf(counts.values()));
    }
}
