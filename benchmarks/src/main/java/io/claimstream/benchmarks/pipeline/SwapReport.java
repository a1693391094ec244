package io.claimstream.benchmarks.pipeline;

import io.claimstream.benchmarks.report.JsonLine;
import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What swaps cost, and whether that is what is wanted.
 *
 * @param benchmark name of the benchmark
 * @param swaps swaps measured
 * @param claims claims sent meanwhile; each was scored
 * @param doubled claims scored more than once
 * @param recomputedAlike whether every score came out alike when it was made again by the version that it names
 * @param pause for each swap the longest time a claim waited for its model
 * @param latency what claims take, from due to result, without swaps and with them
 * @param delay for each swap the time from the deployment on its topic to its model being in service
 * @param goals what is wanted
 */
record SwapReport(
        String benchmark,
        int swaps,
        int claims,
        int doubled,
        boolean recomputedAlike,
        Millis pause,
        Latency latency,
        Millis delay,
        Goals goals) {

    /** What came of so many swaps and claims. */
    static SwapReport of(SwapTimes times, Latency latency, int doubled, boolean recomputedAlike) {
        Millis pause = Millis.of(times.pauses());
        Millis delay = Millis.of(times.delays());
        boolean isMet = pause.p99() <= Goals.PAUSE && delay.p99() <= Goals.DELAY && doubled == 0 && recomputedAlike;
        return new SwapReport(
                "swap",
                times.delays().length,
                latency.claims(),
                doubled,
                recomputedAlike,
                pause,
                latency,
                delay,
                new Goals(Goals.PAUSE, Goals.DELAY, isMet));
    }

    String toJson() {
        return JsonLine.of(this);
    }

    String toTable() {
        return String.format("%-24s %9s %9s %9s%n", "milliseconds", "p50", "p99", "max")
                + row("pause of a swap", pause)
                + row("claim, without swaps", latency.without())
                + row("claim, with swaps", latency.with())
                + row("deployment to service", delay)
                + String.format(
                        Locale.ROOT,
                        "%d swaps, %d claims, %d doubled, %s when made again%n",
                        swaps,
                        claims,
                        doubled,
                        recomputedAlike ? "all alike" : "NOT all alike");
    }

    private static String row(String name, Millis it) {
        return String.format(Locale.ROOT, "%-24s %9.3f %9.3f %9.3f%n", name, it.p50(), it.p99(), it.max());
    }

    /** Percentiles in milliseconds. */
    record Millis(double p50, double p99, double max) {

        /** Of at least one value; by nearest rank. */
        static Millis of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Millis(rank(sorted, 0.5), rank(sorted, 0.99), sorted[sorted.length - 1]);
        }

        /** Of a histogram of microseconds. */
        static Millis of(Histogram micros) {
            return new Millis(
                    micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3,
                    micros.getMaxValue() / 1e3);
        }

        private static double rank(double[] sorted, double share) {
            return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }
    }

    /**
     * What claims take, from due to result.
     *
     * @param claims claims sent while models were swapped
     */
    record Latency(int claims, Millis without, Millis with) {

        static Latency of(Histogram without, Histogram with) {
            return new Latency((int) with.getTotalCount(), Millis.of(without), Millis.of(with));
        }
    }

    /**
     * What is wanted.
     *
     * @param pauseP99MillisMax longest 99th percentile of the pause
     * @param delayP99MillisMax longest 99th percentile of the delay
     * @param met whether both were reached, nothing was doubled and every score came out alike
     */
    record Goals(double pauseP99MillisMax, double delayP99MillisMax, boolean met) {

        static final double PAUSE = 20;
        static final double DELAY = 1_000;
    }
}
