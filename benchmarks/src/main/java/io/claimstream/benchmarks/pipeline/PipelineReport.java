package io.claimstream.benchmarks.pipeline;

import io.claimstream.benchmarks.report.JsonLine;
import java.util.Locale;
import java.util.Objects;

/**
 * What was measured, and whether it is what is wanted.
 *
 * @param benchmark name of the benchmark
 * @param quick whether it was a quick run
 * @param hops how often a claim is read and written again between submitted and scored
 * @param passThrough copying bytes over as many hops
 * @param constant the services with a model that is next to nothing
 * @param model the services with 300 trees of depth 4, explained
 * @param modelToConstant throughput of the model as a share of the constant's
 * @param modelToPassThrough throughput of the model as a share of the pass-through's
 * @param goals what is wanted
 */
record PipelineReport(
        String benchmark,
        boolean quick,
        int hops,
        Measured passThrough,
        Measured constant,
        Measured model,
        double modelToConstant,
        double modelToPassThrough,
        Goals goals) {

    static PipelineReport of(boolean quick, Measured passThrough, Measured constant, Measured model) {
        double toConstant = model.claimsPerSecond() / constant.claimsPerSecond();
        double toPassThrough = model.claimsPerSecond() / passThrough.claimsPerSecond();
        double p99 = Objects.requireNonNull(model.latency()).p99();
        boolean isMet = toConstant >= Goals.SHARE && p99 <= Goals.P99_MILLIS && model.doubled() == 0;
        return new PipelineReport(
                "pipeline",
                quick,
                PassThrough.HOPS,
                passThrough,
                constant,
                model,
                toConstant,
                toPassThrough,
                new Goals(Goals.SHARE, Goals.P99_MILLIS, isMet));
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        return String.format("%-14s %10s %9s %9s %9s %9s%n", "", "claims/s", "p50 ms", "p90 ms", "p99 ms", "max ms")
                + row("pass-through", passThrough)
                + row("constant", constant)
                + row("300 trees", model);
    }

    private static String row(String name, Measured it) {
        Measured.Latency latency = Objects.requireNonNull(it.latency());
        return String.format(
                Locale.ROOT,
                "%-14s %10.0f %9.1f %9.1f %9.1f %9.1f%n",
                name,
                it.claimsPerSecond(),
                latency.p50(),
                latency.p90(),
                latency.p99(),
                latency.max());
    }

    /**
     * What is wanted.
     *
     * @param modelToConstantMin least share of the constant's throughput
     * @param p99MillisMax longest 99th percentile of the latency
     * @param met whether both were reached and nothing was doubled
     */
    record Goals(double modelToConstantMin, double p99MillisMax, boolean met) {

        static final double SHARE = 0.5;
        static final double P99_MILLIS = 250;
    }
}
