package io.claimstream.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics: those that there are, by docs/metrics.md, which a live instance is held against, and docs/operations.md, and those that an expression reads. */
final class MetricNames {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (counter|gauge|histogram|summary) ");

    /** Those of the lag exporter, and of https. */
    private static final Pattern MENTIONED =
            Pattern.compile("`((?:kafka_|claimstream_(?:consumergroup|lag|tls))[a-z0-9_]+)`");

    /** What is no name of a metric: texts, labels, durations. */
    private static final Pattern ASIDE = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right) ?\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private MetricNames() {}

    static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>(Set.of("up"));
        ROW.matcher(Files.readString(Path.of("../docs/metrics.md"))).results().forEach(row -> {
            String name = row.group(1);
            Stream<String> endings =
                    switch (row.group(2)) {
                        case "histogram" -> Stream.of("_bucket", "_sum", "_count");
                        case "summary" -> Stream.of("", "_sum", "_count");
                        default -> Stream.of("");
                    };
            endings.forEach(ending -> known.add(name + ending));
        });
        MENTIONED
                .matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .forEach(it -> known.add(it.group(1)));
        return known;
    }

    static Set<String> in(String expression) {
        return NAME.matcher(ASIDE.matcher(expression).replaceAll(" "))
                .results()
                .map(it -> it.group(1))
                .filter(it -> !WORDS.contains(it))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
