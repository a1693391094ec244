package io.claimstream.launcher.whole;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one service showed at its Prometheus endpoint.
 *
 * @param metrics by name
 * @param series each with its labels, as it was written
 */
record Scrape(Map<String, Metric> metrics, Set<String> series) {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Labels that make a histogram or a summary of a metric. */
    private static final Set<String> SHAPE = Set.of("le", "quantile");

    /**
     * A metric.
     *
     * @param type as Prometheus has it
     * @param help what it says of itself
     * @param labels names
     */
    record Metric(String type, String help, Set<String> labels) {}

    static Scrape of(String text) {
        Map<String, String> helps = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        text.lines()
                .map(COMMENT::matcher)
                .filter(Matcher::matches)
                .forEach(line -> (line.group(1).equals("HELP") ? helps : types).put(line.group(2), line.group(3)));
        Map<String, Metric> metrics = new TreeMap<>();
        Set<String> series = new TreeSet<>();
        for (String line : text.lines().filter(it -> !it.startsWith("#")).toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new AssertionError("Expected a sample, but got: " + line);
            }
            String labels = sample.group(2) == null ? "" : sample.group(2);
            series.add(sample.group(1) + labels);
            String name = family(sample.group(1), types);
            metrics.computeIfAbsent(
                            name,
                            it -> new Metric(
                                    types.getOrDefault(it, "untyped"), helps.getOrDefault(it, ""), new TreeSet<>()))
                    .labels()
                    .addAll(labels(labels).keySet());
        }
        return new Scrape(metrics, series);
    }

    /** The values of every label of every series. */
    List<String> values() {
        return series.stream().flatMap(it -> labels(it).values().stream()).toList();
    }

    /** Our own series. */
    Set<String> own() {
        return new TreeSet<>(
                series.stream().filter(it -> it.startsWith("claimstream_")).toList());
    }

    private static String family(String sample, Map<String, String> types) {
        String base = sample.replaceFirst("_(bucket|count|sum)$", "");
        return types.containsKey(sample) ? sample : base;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            if (!SHAPE.contains(label.group(1))) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }
}
