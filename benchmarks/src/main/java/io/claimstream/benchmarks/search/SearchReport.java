package io.claimstream.benchmarks.search;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What lists of claims, the review queue and figures take in one database.
 *
 * @param benchmark name of the benchmark
 * @param database which one
 * @param claims claims in the table
 * @param asked what was asked
 * @param rowP50Millis median of one row by its key, in turns with the questions
 * @param goals what is wanted
 */
record SearchReport(
        String benchmark, String database, int claims, List<Asked> asked, double rowP50Millis, Goals goals) {

    private static final double NANOS = 1e6;

    /**
     * A kind of question.
     *
     * @param name what was asked
     * @param times how often
     * @param p50Millis median
     * @param p99Millis 99th percentile
     */
    record Asked(String name, long times, double p50Millis, double p99Millis) {

        static Asked of(String name, Histogram nanos) {
            return new Asked(
                    name,
                    nanos.getTotalCount(),
                    nanos.getValueAtPercentile(50) / NANOS,
                    nanos.getValueAtPercentile(99) / NANOS);
        }
    }

    static SearchReport of(Dialect dialect, int claims, List<Asked> asked, Histogram rows) {
        boolean met = asked.stream().allMatch(it -> it.p99Millis() <= Goals.P99);
        return new SearchReport(
                "search",
                dialect.name().toLowerCase(Locale.ROOT),
                claims,
                List.copyOf(asked),
                rows.getValueAtPercentile(50) / NANOS,
                new Goals(Goals.P99, met));
    }

    String toTable() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %d claims, a row %.2f ms%n%-24s %6s | %9s %9s | %7s%n",
                database,
                claims,
                rowP50Millis,
                "question",
                "times",
                "p50 ms",
                "p99 ms",
                "ratio"));
        asked.forEach(it -> table.append(String.format(
                Locale.ROOT,
                "%-24s %6d | %9.2f %9.2f | %7.1f%n",
                it.name(),
                it.times(),
                it.p50Millis(),
                it.p99Millis(),
                it.p50Millis() / rowP50Millis)));
        return table.toString();
    }

    /**
     * What is wanted.
     *
     * @param p99MillisMax what any question may take
     * @param met whether all did
     */
    record Goals(double p99MillisMax, boolean met) {

        static final double P99 = 100;
    }
}
