package io.claimstream.benchmarks.rolling;

import java.util.Map;

/**
 * One instance that was ended and started again.
 *
 * @param instance its name
 * @param seconds until it was ready again
 * @param silences by partition, the longest time without a score meanwhile, in milliseconds
 */
record Restart(String instance, double seconds, Map<Integer, Double> silences) {

    Restart {
        silences = Map.copyOf(silences);
    }

    /** The longest of all partitions, in milliseconds. */
    double longestMillis() {
        return silences.values().stream().mapToDouble(it -> it).max().orElse(0);
    }
}
