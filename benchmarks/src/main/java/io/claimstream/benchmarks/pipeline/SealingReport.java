package io.claimstream.benchmarks.pipeline;

import io.claimstream.benchmarks.report.JsonLine;
import java.util.Locale;

/**
 * What it costs to seal personal data, of which every simulated claim has some.
 *
 * @param benchmark name of the benchmark
 * @param sealed claims a second, each with a personal block
 * @param nothingSealed claims a second, the same without
 * @param share the first as a share of the second
 * @param shareMin the least share that is wanted
 * @param met whether it is reached
 */
record SealingReport(
        String benchmark, double sealed, double nothingSealed, double share, double shareMin, boolean met) {

    private static final double WANTED = 0.85;

    static SealingReport of(Measured sealed, Measured nothingSealed) {
        double share = sealed.claimsPerSecond() / nothingSealed.claimsPerSecond();
        return new SealingReport(
                "sealing", sealed.claimsPerSecond(), nothingSealed.claimsPerSecond(), share, WANTED, share >= WANTED);
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        return String.format(
                Locale.ROOT,
                "%-14s %10.0f%n%-14s %9.1f%%%n",
                "nothing sealed",
                nothingSealed,
                "sealing costs",
                100 * (1 - share));
    }
}
