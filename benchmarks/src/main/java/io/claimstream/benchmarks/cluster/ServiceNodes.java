package io.claimstream.benchmarks.cluster;

import io.claimstream.launcher.LauncherMain;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services, each a process of its own as {@code claimstream run SERVICE} starts it. */
final class ServiceNodes {

    private final Fleet fleet;
    private final Path directory;
    private final Map<String, String> world;
    private final Map<String, Integer> ports;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * @param fleet the instances
     * @param directory gets a data directory for each instance
     * @param world settings of where Kafka, registry, database and keys are
     */
    ServiceNodes(Fleet fleet, Path directory, Map<String, String> world) {
        this.fleet = fleet;
        this.directory = directory;
        this.world = Map.copyOf(world);
        this.ports = FreePorts.of(fleet.names());
    }

    /** The instances; none is started. */
    List<Node> create(Path logs) {
        return fleet.instances().stream().map(instance -> node(instance, logs)).toList();
    }

    /** Address of the API. */
    URI api() {
        return URI.create("http://127.0.0.1:" + ports.get(Fleet.API));
    }

    /** Data directory of the instance that serves the API. */
    Path apiDataDir() {
        return directory.resolve(Fleet.API);
    }

    private Node node(Fleet.Instance instance, Path logs) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                instance.service(),
                "--data-dir",
                directory.resolve(instance.name()).toString()));
        settings(instance).forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        ChildJvmSpec spec = ChildJvmSpec.of(LauncherMain.class, arguments.toArray(String[]::new))
                .withJvmArguments(
                        "-Xmx256m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true");
        URI readiness = URI.create("http://127.0.0.1:" + ports.get(instance.name()) + "/readyz");
        return new JvmNode(instance.name(), spec, logs, () -> isReady(readiness));
    }

    private Map<String, String> settings(Fleet.Instance instance) {
        Map<String, String> settings = new LinkedHashMap<>(world);
        settings.put(instance.portSetting(), String.valueOf(ports.get(instance.name())));
        settings.put("api.scorers", scorers().collect(Collectors.joining(",")));
        return settings;
    }

    private Stream<String> scorers() {
        return fleet.instances().stream()
                .filter(instance -> instance.service().equals("scoring-processor"))
                .map(instance -> "http://127.0.0.1:" + ports.get(instance.name()) + "/readyz");
    }

    private boolean isReady(URI readiness) {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
