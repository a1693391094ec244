package io.claimstream.benchmarks.rolling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The result of a run.
 *
 * @param service whose instances were restarted
 * @param usual longest times without a score of each partition while nothing was restarted
 * @param restarts in their order
 * @param lost submissions or opinions without their outcome
 * @param doubled those with more than one
 */
record RollingReport(String service, Restart usual, List<Restart> restarts, long lost, long doubled) {

    private static final double WANTED_MILLIS = 5_000;

    RollingReport {
        restarts = List.copyOf(restarts);
    }

    /** Whether nothing is lost or doubled, and no partition was silent for longer than wanted. */
    boolean met() {
        return !restarts.isEmpty() && lost == 0 && doubled == 0 && millisAt(99) <= WANTED_MILLIS;
    }

    /** A percentile of the silences of every restart and partition, in milliseconds. */
    double millisAt(double percentile) {
        Histogram all = new Histogram(3);
        restarts.stream()
                .flatMap(it -> it.silences().values().stream())
                .forEach(millis -> all.recordValue(Math.round(millis)));
        return all.getValueAtPercentile(percentile);
    }

    String toTable() {
        StringBuilder table =
                new StringBuilder(String.format("%-24s %14s %12s%n", "restarted", "seconds away", "silence ms"));
        table.append(row("(nothing)", usual.seconds(), usual.longestMillis()));
        restarts.forEach(it -> table.append(row(it.instance(), it.seconds(), it.longestMillis())));
        return table.append(String.format(
                        Locale.ROOT,
                        "every partition of every restart: p50 %.0f ms, p99 %.0f ms, wanted %.0f ms; lost %d, doubled %d%n",
                        millisAt(50),
                        millisAt(99),
                        WANTED_MILLIS,
                        lost,
                        doubled))
                .toString();
    }

    private static String row(String name, double seconds, double millis) {
        return String.format(Locale.ROOT, "%-24s %14.1f %12.0f%n", name, seconds, millis);
    }

    /** One object. */
    String toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("benchmark", "rolling")
                .put("service", service)
                .put("restarts", restarts.size())
                .put("usualMillis", usual.longestMillis())
                .put("p50Millis", millisAt(50))
                .put("p99Millis", millisAt(99))
                .put("p99MillisMax", WANTED_MILLIS)
                .put("lost", lost)
                .put("doubled", doubled)
                .put("met", met());
        return json.toString();
    }

    /** Milliseconds of a time of the clock. */
    static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
