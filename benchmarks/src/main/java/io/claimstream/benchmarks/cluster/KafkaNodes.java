package io.claimstream.benchmarks.cluster;

import io.claimstream.launcher.embedded.NodeProperties;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers and a controller of its own, each a child JVM; everything is copied three times and two copies acknowledge. Brokers that
 * are controllers too would hang when one of three starts alone.
 */
final class KafkaNodes {

    static final int BROKERS = 3;

    private static final String CONTROLLER = "controller";
    private static final int CONTROLLER_ID = 100;
    private static final int ACKNOWLEDGING = 2;

    private final Path directory;
    private final Map<String, Integer> ports;
    private final Uuid clusterId = Uuid.randomUuid();

    KafkaNodes(Path directory) {
        this.directory = directory;
        this.ports = FreePorts.of(Stream.concat(Stream.of(CONTROLLER), names()).toList());
    }

    private static Stream<String> names() {
        return IntStream.rangeClosed(1, BROKERS).mapToObj(id -> "broker-" + id);
    }

    /** What a client needs to reach any broker. */
    String bootstrapServers() {
        return names().map(name -> "127.0.0.1:" + ports.get(name)).collect(Collectors.joining(","));
    }

    /** The controller, then the brokers; none is started. */
    List<Node> create(Path logs, KafkaWatch watch) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(node(CONTROLLER, controllerAlone(), logs, watch));
        for (int id = 1; id <= BROKERS; id++) {
            nodes.add(node("broker-" + id, broker(id), logs, watch));
        }
        return nodes;
    }

    private Node node(String name, Map<String, String> properties, Path logs, KafkaWatch watch) {
        Path file = directory.resolve(name + ".properties");
        write(file, properties);
        ChildJvmSpec spec = ChildJvmSpec.of(KafkaNodeMain.class, file.toString(), clusterId.toString())
                .withJvmArguments("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return new JvmNode(name, spec, logs, name.equals(CONTROLLER) ? () -> true : watch::isWhole);
    }

    private Map<String, String> controllerAlone() {
        Map<String, String> properties = common(CONTROLLER_ID);
        properties.put("process.roles", "controller");
        properties.put("listeners", "CONTROLLER://127.0.0.1:" + ports.get(CONTROLLER));
        properties.put("advertised.listeners", properties.get("listeners"));
        properties.put("log.dirs", directory.resolve(CONTROLLER).toString());
        return properties;
    }

    private Map<String, String> broker(int id) {
        String name = "broker-" + id;
        Map<String, String> properties = common(id);
        properties.put("process.roles", "broker");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + ports.get(name));
        properties.put("advertised.listeners", properties.get("listeners"));
        properties.put("log.dirs", directory.resolve(name).toString());
        properties.putAll(NodeProperties.afterCrash());
        properties.putAll(NodeProperties.small());
        return properties;
    }

    private Map<String, String> common(int id) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("node.id", Integer.toString(id));
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.quorum.voters", CONTROLLER_ID + "@127.0.0.1:" + ports.get(CONTROLLER));
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("auto.create.topics.enable", "false");
        properties.putAll(NodeProperties.ownTopics(BROKERS, ACKNOWLEDGING));
        return properties;
    }

    private static void write(Path file, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }
}
