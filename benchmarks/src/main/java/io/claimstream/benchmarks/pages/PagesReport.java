package io.claimstream.benchmarks.pages;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What the queue takes of the server and of the browser.
 *
 * @param benchmark name of the benchmark
 * @param claims claims that wait
 * @param asked what was asked of the server
 * @param rowP50Millis median of one row by its key, in turns with the questions
 * @param watched the page in a browser, without and with events
 * @param goals what is wanted
 */
record PagesReport(
        String benchmark, int claims, List<Asked> asked, double rowP50Millis, List<Watched> watched, Goals goals) {

    private static final double NANOS = 1e6;

    /**
     * A page or part.
     *
     * @param name what was asked for
     * @param times how often
     * @param p50Millis median, from the request to the last byte
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

    /**
     * A page in a browser for a while.
     *
     * @param name what went on
     * @param seconds for so long
     * @param eventsPerSecond events that the page was told
     * @param longTasks tasks that held it up for 50 ms and more
     * @param longestTaskMillis the longest of them; 0 for none
     * @param slowestKeyMillis the longest from a key to what it changed on the screen; 0 when all took less than 16 ms
     * @param framesMissed share of the frames of a screen with 60 a second that were not drawn
     * @param busy share of the time that the page's thread worked
     * @param heapBeforeMegabytes memory of its scripts, of a million bytes
     * @param heapAfterMegabytes the same afterwards, with the garbage collected
     */
    record Watched(
            String name,
            double seconds,
            double eventsPerSecond,
            int longTasks,
            double longestTaskMillis,
            double slowestKeyMillis,
            double framesMissed,
            double busy,
            double heapBeforeMegabytes,
            double heapAfterMegabytes) {}

    /**
     * What is wanted.
     *
     * @param p99MillisMax what any page or part may take
     * @param longestTaskMillisMax what any task in the browser may take
     * @param met whether all did
     */
    record Goals(double p99MillisMax, double longestTaskMillisMax, boolean met) {

        static final double P99 = 250;
        static final double LONGEST_TASK = 100;
    }

    static PagesReport of(int claims, List<Asked> asked, Histogram rows, List<Watched> watched) {
        boolean met = asked.stream().allMatch(it -> it.p99Millis() <= Goals.P99)
                && watched.stream().allMatch(it -> it.longestTaskMillis() <= Goals.LONGEST_TASK);
        return new PagesReport(
                "pages",
                claims,
                List.copyOf(asked),
                rows.getValueAtPercentile(50) / NANOS,
                List.copyOf(watched),
                new Goals(Goals.P99, Goals.LONGEST_TASK, met));
    }

    String toTable() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%d claims wait, a row %.2f ms%n%-24s %6s | %9s %9s | %7s%n",
                claims,
                rowP50Millis,
                "queue",
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
        table.append(String.format(
                Locale.ROOT,
                "%n%-16s %8s %10s %11s %8s %8s %7s %13s%n",
                "in the browser",
                "events/s",
                "long tasks",
                "longest ms",
                "key ms",
                "missed",
                "busy",
                "heap MB"));
        watched.forEach(it -> table.append(String.format(
                Locale.ROOT,
                "%-16s %8.0f %10d %11.0f %8.0f %7.1f%% %6.1f%% %5.1f > %5.1f%n",
                it.name(),
                it.eventsPerSecond(),
                it.longTasks(),
                it.longestTaskMillis(),
                it.slowestKeyMillis(),
                100 * it.framesMissed(),
                100 * it.busy(),
                it.heapBeforeMegabytes(),
                it.heapAfterMegabytes())));
        return table.toString();
    }
}
