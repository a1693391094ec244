package io.claimstream.benchmarks.pipeline;

import io.claimstream.benchmarks.report.JsonLine;
import java.util.List;
import java.util.Locale;

/**
 * What it costs to keep personal data apart.
 *
 * @param benchmark name of the benchmark
 * @param sealed claims a second, each with a personal block: the best of each run
 * @param nothingSealed the same without; pseudonyms are looked up there too
 * @param sealingShare throughput lost by sealing: 0 to 1, or below 0 where the machine was slower without
 * @param minimisingShare what sealing, the keys of persons and pseudonyms took of the samples of running Java threads, with their
 *     statements in the database; 0 to 1
 * @param goals what is wanted
 */
record SealingReport(
        String benchmark,
        List<Double> sealed,
        List<Double> nothingSealed,
        double sealingShare,
        double minimisingShare,
        Goals goals) {

    /** @param minimisingShare see {@link Profile#minimisingShare} */
    static SealingReport of(List<Measured> sealed, List<Measured> nothingSealed, double minimisingShare) {
        double sealingShare = 1 - mean(sealed) / mean(nothingSealed);
        boolean isMet = sealingShare <= Goals.SHARE && minimisingShare <= Goals.SHARE;
        return new SealingReport(
                "sealing",
                rates(sealed),
                rates(nothingSealed),
                sealingShare,
                minimisingShare,
                new Goals(Goals.SHARE, isMet));
    }

    private static List<Double> rates(List<Measured> runs) {
        return runs.stream().map(Measured::claimsPerSecond).toList();
    }

    private static double mean(List<Measured> runs) {
        return runs.stream().mapToDouble(Measured::claimsPerSecond).average().orElseThrow();
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        return row("claims/s, personal data sealed", sealed)
                + row("claims/s, nothing sealed", nothingSealed)
                + String.format(Locale.ROOT, "%-46s %8.1f %%%n", "throughput lost by sealing", 100 * sealingShare)
                + String.format(
                        Locale.ROOT,
                        "%-46s %8.1f %%%n",
                        "keys, sealing and pseudonyms, of samples",
                        100 * minimisingShare);
    }

    private static String row(String name, List<Double> rates) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-46s", name));
        rates.forEach(it -> row.append(String.format(Locale.ROOT, " %8.0f", it)));
        return row.append(System.lineSeparator()).toString();
    }

    /**
     * What is wanted.
     *
     * @param shareMax most that either may cost
     * @param met whether both cost no more
     */
    record Goals(double shareMax, boolean met) {

        static final double SHARE = 0.15;
    }
}
