package io.claimstream.feedback.operations;

import java.util.Arrays;
import java.util.Optional;

/**
 * From submission to score, in milliseconds.
 *
 * @param p50 half of the claims took no longer
 * @param p95 95 of 100
 * @param p99 99 of 100
 * @param claims how many were looked at
 */
public record Latency(double p50, double p95, double p99, int claims) {

    /** Of some claims; empty of none. */
    public static Optional<Latency> of(long[] millis) {
        if (millis.length == 0) {
            return Optional.empty();
        }
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        return Optional.of(new Latency(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), sorted.length));
    }

    Latency worse(Latency other) {
        return new Latency(
                Math.max(p50, other.p50), Math.max(p95, other.p95), Math.max(p99, other.p99), claims + other.claims);
    }

    /** The nearest rank. */
    private static double at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
