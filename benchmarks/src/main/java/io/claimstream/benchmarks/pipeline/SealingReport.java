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
 * @param sealedCpuMicros see {@link Measured#cpuMicros}
 * @param nothingSealedCpuMicros the same without
 * @param cpuShare share of the processor's time for a claim that sealing takes: 0 to 1, or below 0; what throughput is lost where the processor is what limits it
 * @param minimisingShare what sealing, the keys of persons and pseudonyms took of the samples of running Java threads, with their
 *     statements in the database; 0 to 1
 * @param goals what is wanted
 */
record SealingReport(
        String benchmark,
        List<Double> sealed,
        List<Double> nothingSealed,
        double sealingShare,
        List<Double> sealedCpuMicros,
        List<Double> nothingSealedCpuMicros,
        double cpuShare,
        double minimisingShare,
        Goals goals) {

    /** @param minimisingShare see {@link Profile#minimisingShare} */
    static SealingReport of(List<Measured> sealed, List<Measured> nothingSealed, double minimisingShare) {
        double sealingShare = 1 - mean(rates(sealed)) / mean(rates(nothingSealed));
        double cpuShare = 1 - mean(cpu(nothingSealed)) / mean(cpu(sealed));
        boolean isMet = sealingShare <= Goals.SHARE && cpuShare <= Goals.SHARE && minimisingShare <= Goals.SHARE;
        return new SealingReport(
                "sealing",
                rates(sealed),
                rates(nothingSealed),
                sealingShare,
                cpu(sealed),
                cpu(nothingSealed),
                cpuShare,
                minimisingShare,
                new Goals(Goals.SHARE, isMet));
    }

    private static List<Double> rates(List<Measured> runs) {
        return runs.stream().map(Measured::claimsPerSecond).toList();
    }

    private static List<Double> cpu(List<Measured> runs) {
        return runs.stream().map(Measured::cpuMicros).toList();
    }

    private static double mean(List<Double> runs) {
        return runs.stream().mapToDouble(it -> it).average().orElseThrow();
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        return row("claims/s, personal data sealed", sealed)
                + row("claims/s, nothing sealed", nothingSealed)
                + share("throughput lost by sealing", sealingShare)
                + row("µs of processor for a claim, sealed", sealedCpuMicros)
                + row("µs of processor for a claim, nothing sealed", nothingSealedCpuMicros)
                + share("processor taken by sealing", cpuShare)
                + share("keys, sealing and pseudonyms, of samples", minimisingShare);
    }

    private static String share(String name, double share) {
        return String.format(Locale.ROOT, "%-46s %8.1f %%%n", name, 100 * share);
    }

    private static String row(String name, List<Double> rates) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-46s", name));
        rates.forEach(it -> row.append(String.format(Locale.ROOT, " %8.0f", it)));
        return row.append(System.lineSeparator()).toString();
    }

    /**
     * What is wanted.
     *
     * @param shareMax most that each may be
     * @param met whether all three are no more
     */
    record Goals(double shareMax, boolean met) {

        static final double SHARE = 0.15;
    }
}
