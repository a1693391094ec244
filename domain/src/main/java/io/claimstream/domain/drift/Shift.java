package io.claimstream.domain.drift;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How far later values are from earlier ones.
 *
 * @param before number of earlier values, missing ones included
 * @param after number of later values, likewise
 * @param psi population stability index, 0 or more: Σ (q − p)·ln(q/p) over bins of a tenth of the earlier values at least, where the
 *     buckets allow it (Siddiqi, 2006). Missing values are a bin. Half a value is added to each bin, so that none is empty
 * @param distance greatest difference between the shares of values up to a bucket, 0 to 1 (Kolmogorov &amp; Smirnov). It sees no
 *     change within a bucket
 * @param probability of such a distance, or a greater one, if nothing changed, 0 to 1: the limit for many values, with the correction of
 *     Stephens (1970). Too great where values fall into few buckets, never too small
 * @param bins what the index is of
 */
public record Shift(long before, long after, double psi, double distance, double probability, StabilityBins bins) {

    private static final double SHARE_OF_A_BIN = 0.1;
    private static final double HALF = 0.5;
    private static final int TERMS = 100;

    /** Compares; without values on either side nothing has changed. */
    public static Shift between(Sketch earlier, Sketch later) {
        long before = earlier.size();
        long after = later.size();
        if (before == 0 || after == 0) {
            return new Shift(before, after, 0, 0, 1, StabilityBins.NONE);
        }
        double distance = distance(earlier, later);
        StabilityBins bins = StabilityBins.of(earlier, later, SHARE_OF_A_BIN);
        return new Shift(before, after, bins.index(HALF), distance, probability(distance, before, after), bins);
    }

    private static double distance(Sketch earlier, Sketch later) {
        double greatest = 0;
        long upToEarlier = 0;
        long upToLater = 0;
        for (int bucket : buckets(earlier, later)) {
            upToEarlier += earlier.in(bucket);
            upToLater += later.in(bucket);
            double difference = Math.abs((double) upToEarlier / earlier.size() - (double) upToLater / later.size());
            greatest = Math.max(greatest, difference);
        }
        return greatest;
    }

    static NavigableSet<Integer> buckets(Sketch earlier, Sketch later) {
        NavigableSet<Integer> buckets = new TreeSet<>(earlier.counts().keySet());
        buckets.addAll(later.counts().keySet());
        return buckets;
    }

    private static double probability(double distance, long before, long after) {
        double root = Math.sqrt((double) before * after / (before + after));
        double scaled = (root + 0.12 + 0.11 / root) * distance;
        double sum = 0;
        for (int term = 1; term <= TERMS; term++) {
            double next = StrictMath.exp(-2.0 * term * term * scaled * scaled);
            sum += term % 2 == 1 ? next : -next;
        }
        // The series does not converge near 0, where the probability is 1 to many digits.
        return scaled < 0.2 ? 1 : Math.min(1, Math.max(0, 2 * sum));
    }
}
