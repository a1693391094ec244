package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.benchmarks.report.JsonLine;
import java.util.Locale;

/**
 * How long sampled scores took to be made again, and whether that is what is wanted.
 *
 * @param benchmark name of the benchmark
 * @param entries entries of the ledger
 * @param faults what the verification found
 * @param sampled scores that were made again
 * @param equal those that came out alike, bit for bit
 * @param slowestMillis the longest that one took, the loading of its model included
 * @param verifySeconds how long the whole command took: chains, records and sample
 * @param goals what is wanted
 */
record LedgerReport(
        String benchmark,
        long entries,
        long faults,
        int sampled,
        int equal,
        long slowestMillis,
        double verifySeconds,
        Goals goals) {

    /** From what {@code audit verify} printed. */
    static LedgerReport of(JsonNode verified, double seconds) {
        JsonNode sample = verified.path("sample");
        int sampled = sample.path("scores").asInt();
        int equal = sample.path("equal").asInt();
        long slowest = sample.path("slowestMillis").asLong(Long.MAX_VALUE);
        long faults = verified.path("faults").asLong(Long.MAX_VALUE);
        boolean isMet =
                faults == 0 && sampled == Goals.SAMPLE && equal == Goals.SAMPLE && slowest <= Goals.SLOWEST_MILLIS;
        return new LedgerReport(
                "ledger",
                verified.path("entries").asLong(),
                faults,
                sampled,
                equal,
                slowest,
                seconds,
                new Goals(Goals.SAMPLE, Goals.SLOWEST_MILLIS, isMet));
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        return String.format(
                Locale.ROOT,
                "%d entries, %d faults; %d of %d sampled scores alike, the slowest in %d ms; %.1f s in all%n",
                entries,
                faults,
                equal,
                sampled,
                slowestMillis,
                verifySeconds);
    }

    /**
     * What is wanted.
     *
     * @param sample scores to be made again
     * @param slowestMillisMax the longest that one may take
     * @param met whether every one came out alike in that time, and the ledger holds
     */
    record Goals(int sample, long slowestMillisMax, boolean met) {

        static final int SAMPLE = 1_000;
        static final long SLOWEST_MILLIS = 2_000;
    }
}
