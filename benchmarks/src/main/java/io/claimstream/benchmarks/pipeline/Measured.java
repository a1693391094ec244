package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one mode gave.
 *
 * @param claims claims of the throughput part
 * @param claimsPerSecond claims a second with as many waiting as there are, the best of the parts
 * @param cpuMicros microseconds of processor that the whole process, brokers and driver among it, took for each claim of the throughput part; less of it is noise than of claims a second
 * @param doubled results beyond the first of a claim
 * @param latency at a steady rate; null where it was not measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Measured(int claims, double claimsPerSecond, double cpuMicros, int doubled, @Nullable Latency latency) {

    /**
     * Milliseconds from due to result.
     *
     * @param claimsPerSecond rate at which claims were due
     * @param claims number of claims
     */
    record Latency(double claimsPerSecond, int claims, double p50, double p90, double p99, double max) {

        static Latency of(double claimsPerSecond, Histogram micros) {
            return new Latency(
                    claimsPerSecond,
                    (int) micros.getTotalCount(),
                    micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(90) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3,
                    micros.getMaxValue() / 1e3);
        }
    }
}
