package io.claimstream.docs;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topologies of services, as their golden files have them. */
public final class Topologies {

    /** Services with a stream, in the order of the flow. */
    public static final List<String> SERVICES =
            List.of("claim-ingest", "feature-stream", "scoring-processor", "retrain-worker", "decision-ledger");

    private static final Pattern SOURCES = Pattern.compile("Source: [^\n]*\\(topics: \\[([^]]+)]\\)");
    private static final Pattern STORES = Pattern.compile("stores: \\[([^]]+)]");

    private Topologies() {}

    /** Each topology of a service as text. */
    public static List<String> of(String service) {
        try (Stream<Path> files = Files.list(Pages.ROOT.resolve(service).resolve("src/test/resources/golden"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("topology.txt"))
                    .map(file -> Pages.text(Pages.ROOT.relativize(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many tasks a service has: of each sub-topology as many as the topic with the most partitions that it reads. */
    public static int tasks(String service) {
        return of(service).stream()
                .flatMap(it -> Arrays.stream(it.split("Sub-topology:")).skip(1))
                .mapToInt(Topologies::partitions)
                .sum();
    }

    private static int partitions(String part) {
        return SOURCES.matcher(part)
                .results()
                .flatMap(it -> Arrays.stream(it.group(1).split(", ", -1)))
                .mapToInt(name -> Topics.ALL.stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .map(Topic::partitions)
                        // What Kafka Streams makes has the partitions of claims.
                        .orElse(Topics.CLAIM_PARTITIONS))
                .max()
                .orElse(0);
    }

    /** Names of the stores of a service. */
    public static Set<String> stores(String service) {
        return of(service).stream()
                .flatMap(it -> STORES.matcher(it).results())
                .flatMap(it -> Arrays.stream(it.group(1).split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
