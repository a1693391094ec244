package io.claimstream.benchmarks.search;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What lists of claims take.
 *
 * @param benchmark name of the benchmark
 * @param claims claims in the table
 * @param questions pages asked for
 * @param p50Millis median of a page of 50
 * @param p99Millis its 99th percentile
 * @param rowP50Millis median of one row by its key, in turns with the pages
 * @param ratioP50 a page's median over that of a row
 * @param goals what is wanted
 */
record SearchReport(
        String benchmark,
        int claims,
        int questions,
        double p50Millis,
        double p99Millis,
        double rowP50Millis,
        double ratioP50,
        Goals goals) {

    private static final double NANOS = 1e6;

    static SearchReport of(int claims, int questions, Histogram lists, Histogram rows) {
        double p50 = lists.getValueAtPercentile(50) / NANOS;
        double p99 = lists.getValueAtPercentile(99) / NANOS;
        double row = rows.getValueAtPercentile(50) / NANOS;
        return new SearchReport(
                "search", claims, questions, p50, p99, row, p50 / row, new Goals(Goals.P99, p99 <= Goals.P99));
    }

    String toTable() {
        return String.format(
                        "%10s %10s | %9s %9s | %9s %7s%n", "claims", "pages", "p50 ms", "p99 ms", "a row ms", "ratio")
                + String.format(
                        Locale.ROOT,
                        "%10d %10d | %9.2f %9.2f | %9.2f %7.1f%n",
                        claims,
                        questions,
                        p50Millis,
                        p99Millis,
                        rowP50Millis,
                        ratioP50);
    }

    /**
     * What is wanted.
     *
     * @param p99MillisMax what a page may take
     * @param met whether it did
     */
    record Goals(double p99MillisMax, boolean met) {

        static final double P99 = 100;
    }
}
