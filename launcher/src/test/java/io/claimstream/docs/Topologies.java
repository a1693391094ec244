package io.claimstream.docs;

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
            List.of("claim-ingest", "feature-stream", "scoring-processor", "retrain-worker");

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

    /** Names of the stores of a service. */
    public static Set<String> stores(String service) {
        return of(service).stream()
                .flatMap(it -> STORES.matcher(it).results())
                .flatMap(it -> Arrays.stream(it.group(1).split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
