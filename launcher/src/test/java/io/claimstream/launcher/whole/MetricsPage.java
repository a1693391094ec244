package io.claimstream.launcher.whole;

import io.claimstream.launcher.whole.Scrape.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** docs/metrics.md: the metrics of every service, as they were seen on a live instance. */
final class MetricsPage {

    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final String ROW = "| `";
    private static final String HEADLINE =
            "| metric | type | unit | labels | services | meaning |\n|---|---|---|---|---|---|\n";

    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, Set<String>> services = new TreeMap<>();

    void add(String service, Scrape scrape) {
        scrape.metrics().forEach((name, metric) -> {
            metrics.merge(name, metric, MetricsPage::both);
            services.computeIfAbsent(name, it -> new TreeSet<>()).add(service);
        });
    }

    /** Its rows as they are committed. */
    static List<String> committed() throws IOException {
        return Files.exists(PAGE) ? rows(Files.readString(PAGE)) : List.of();
    }

    /** What is committed and was not seen, and what was seen and is not committed; nothing when the page is right. */
    List<String> differences() throws IOException {
        SortedSet<String> seen = new TreeSet<>(rows(text()));
        SortedSet<String> committed = new TreeSet<>(committed());
        List<String> differences = new ArrayList<>();
        committed.stream().filter(it -> !seen.contains(it)).forEach(it -> differences.add("- " + it));
        seen.stream().filter(it -> !committed.contains(it)).forEach(it -> differences.add("+ " + it));
        return differences;
    }

    void accept() throws IOException {
        Files.writeString(PAGE, text());
    }

    private String text() {
        return """
                # Metrics

                Made from a live instance. Do not edit it:
                `mvn -pl launcher -am verify -Dtest=NONE -Dit.test=ModelsIT -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.accept=true` writes it anew,
                and without the last part the same test fails when a metric is there that this page has not, is gone, or has another type, label or meaning.

                Each service shows these at `/metrics` of its port, in Prometheus' text form: what is there, how to scrape it, and what to watch is in [operations.md](operations.md).
                A histogram has `_bucket`, `_sum` and `_count` behind its name, a summary `_sum` and `_count`; what ends with `_max` is the greatest value of the last minutes.
                Counters begin at 0 with the process and count work, which a crash repeats. No label has an id or any other content of a claim.

                ## Claimstream

                %s
                ## Kafka clients, Kafka Streams and RocksDB

                Kafka's own, cut down to those that somebody looks at. `client_id`, `thread_id`, `task_id` and `rocksdb_state_id` say of which client, stream thread, task and store.

                %s
                ## Process

                In the all-in-one the services share a process, and each shows the same figures.

                %s"""
                .formatted(
                        table(it -> it.startsWith("claimstream_")),
                        table(it -> it.startsWith("kafka_")),
                        table(it -> !it.startsWith("claimstream_") && !it.startsWith("kafka_")));
    }

    private String table(Predicate<String> wanted) {
        StringBuilder table = new StringBuilder(HEADLINE);
        metrics.forEach((name, metric) -> {
            if (wanted.test(name)) {
                table.append(ROW)
                        .append(String.join(
                                " | ",
                                name + "`",
                                metric.type(),
                                unit(name),
                                String.join(", ", metric.labels()),
                                String.join(", ", services.getOrDefault(name, Set.of())),
                                metric.help().replace("|", "\\|")))
                        .append(" |\n");
            }
        });
        return table.toString();
    }

    private static String unit(String name) {
        String plain = name.replaceFirst("_total$", "").replaceFirst("_max$", "");
        for (String unit : List.of("seconds", "bytes", "ms", "ns")) {
            if (plain.endsWith("_" + unit)) {
                return unit;
            }
        }
        return "";
    }

    private static Metric both(Metric one, Metric other) {
        Set<String> labels = new TreeSet<>(one.labels());
        labels.addAll(other.labels());
        return new Metric(one.type(), one.help(), labels);
    }

    private static List<String> rows(String page) {
        return page.lines().filter(line -> line.startsWith(ROW)).toList();
    }
}
