package io.claimstream.benchmarks.cluster;

import io.claimstream.launcher.embedded.ClusterFeatures;
import io.claimstream.launcher.instance.CliKey;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that Claimstream runs on and consists of, each as a process of its own on the loopback address. Used by one thread. */
public final class Cluster implements AutoCloseable {

    /**
     * Time between commits. Fourteen processes share the machine: what a commit waits for on three brokers is longer than the default
     * between two of them.
     */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

    /** Silence after which an instance counts as gone: the shortest that the services take, so that rounds are short. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final int PSEUDONYM_KEY_BYTES = 32;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final KafkaNodes kafka;
    private final KafkaWatch watch;
    private final RegistryNode registry;
    private final DatabaseNode database;
    private final ServiceNodes services;
    private final Map<String, String> world;
    private final Path logs;

    private Cluster(Path directory, Path registryDistribution, Fleet fleet) {
        this.logs = directory.resolve("logs");
        List<Integer> ports =
                List.copyOf(FreePorts.of(List.of("registry", "database")).values());
        this.kafka = new KafkaNodes(directory);
        this.watch = new KafkaWatch(kafka.bootstrapServers());
        this.registry = new RegistryNode(registryDistribution, directory.resolve("registry"), logs, ports.get(0));
        this.database = new DatabaseNode(directory.resolve("database"), logs, ports.get(1));
        this.world = world();
        this.services = new ServiceNodes(fleet, directory.resolve("services"), world);
    }

    /**
     * Starts everything and waits until it works.
     *
     * @param directory gets all that is kept, logs among it
     * @param registryDistribution the unpacked schema registry
     * @param fleet instances of the services
     * @throws IllegalStateException when something does not come up
     */
    public static Cluster start(Path directory, Path registryDistribution, Fleet fleet) throws InterruptedException {
        Cluster cluster = new Cluster(directory, registryDistribution, fleet);
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private void startAll() throws InterruptedException {
        List<Node> brokers = kafka.create(logs, watch);
        brokers.forEach(this::start);
        database.prepare();
        start(database);
        start(registry);
        awaitReady(START_LIMIT);
        ClusterFeatures.require(Map.of("bootstrap.servers", bootstrapServers()));
        try (TopicAdmin topics = TopicAdmin.of(settings())) {
            topics.apply(Topics.ALL);
        }
        services.create(logs).forEach(this::start);
        awaitReady(START_LIMIT);
    }

    private synchronized void start(Node node) {
        nodes.put(node.name(), node);
        node.start();
    }

    private Map<String, String> world() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("schema.registry.url", registry.url().toString());
        settings.put("database.url", database.url());
        settings.put("database.user", DatabaseNode.USER);
        settings.put("topics.replication.factor", Integer.toString(KafkaNodes.BROKERS));
        settings.put("streams.commit.interval", COMMIT_INTERVAL.toMillis() + "ms");
        settings.put("streams.session.timeout", SESSION_TIMEOUT.toSeconds() + "s");
        settings.put("streams.transaction.timeout", SESSION_TIMEOUT.toSeconds() + "s");
        settings.put("scoring.trusted.keys.dir", secrets().toString());
        settings.put("retrain.signing.key.dir", secrets().toString());
        settings.put("encryption.keys.dir", secrets().toString());
        settings.put("ingest.pseudonym.key.file", pseudonymKey().toString());
        settings.put("retrain.min-new-labels", "2000");
        settings.put("retrain.trainer.heap.megabytes", "256");
        settings.put("retrain.rounds", "60");
        return settings;
    }

    /** Instances with directories of their own look pseudonyms up by the same key. */
    private Path pseudonymKey() {
        SecretFiles files = new SecretFiles(secrets());
        byte[] unused = files.randomKey("pseudonym-key", PSEUDONYM_KEY_BYTES);
        return files.path("pseudonym-key");
    }

    /** Directory of the keys that models are signed and believed with. */
    public Path secrets() {
        return logs.resolveSibling("secrets");
    }

    /** Settings of a reader that sees what the services see. */
    public Settings settings() {
        Map<String, String> values = new HashMap<>(world);
        values.put("data.dir", logs.resolveSibling("reader").toString());
        return Settings.of(Services.settings(), values);
    }

    /** The process of a name. */
    public Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("Expected one of " + nodes.keySet() + ", but got " + name + ".");
        }
        return node;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public URI api() {
        return services.api();
    }

    public String apiKey() {
        return CliKey.read(services.apiDataDir());
    }

    /**
     * Waits until every process works and every copy is in sync.
     *
     * @throws IllegalStateException when that takes too long, telling what does not work
     */
    public void awaitReady(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> waiting = waiting();
        while (!waiting.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Expected every process to work within " + limit.toSeconds() + " s, but not " + waiting + ".");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
            waiting = waiting();
        }
    }

    private List<String> waiting() {
        return nodes.values().stream()
                .filter(node -> !node.ready())
                .map(Node::name)
                .toList();
    }

    /** Ends every process, the services first. */
    @Override
    public synchronized void close() {
        List<Node> inReverse = new ArrayList<>(nodes.values());
        Collections.reverse(inReverse);
        for (Node node : inReverse) {
            try {
                node.close();
            } catch (RuntimeException e) {
                System.err.println(node.name() + " not ended: " + e.getMessage());
            }
        }
        watch.close();
    }
}
