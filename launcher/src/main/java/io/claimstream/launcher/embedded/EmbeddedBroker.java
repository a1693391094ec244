package io.claimstream.launcher.embedded;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and controller in this JVM, one combined KRaft node. Its log outlives the process, a kill -9
 * included. Not for production: nothing is replicated.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Without these, exactly-once runs on the older protocol and transactions can hang. */
    private static final Map<String, Short> REQUIRED_FEATURES =
            Map.of("transaction.version", (short) 2, "group.version", (short) 1, "streams.version", (short) 1);

    private static final long START_SECONDS = 60;
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Starts the broker and waits until it serves.
     *
     * @throws PortTakenException when its port is in use
     * @throws IllegalStateException when it does not come up
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        Ports.requireFree(settings.host(), settings.port(), "broker.port");
        Map<String, String> properties = BrokerProperties.of(settings, Ports.free());
        BrokerStorage.format(settings.directory());
        if (StaleRegistration.isIn(settings.directory())) {
            StaleRegistration.fence(settings);
        }
        EmbeddedBroker broker =
                new EmbeddedBroker(settings, new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM));
        try {
            broker.server.startup();
            broker.requireFeatures();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        LOGGER.atInfo().addKeyValue("address", settings.bootstrapServers()).log("embedded broker ready");
        return broker;
    }

    /** What a Kafka client needs to reach the broker. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    private void requireFeatures() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            FeatureMetadata features =
                    admin.describeFeatures().featureMetadata().get(START_SECONDS, TimeUnit.SECONDS);
            REQUIRED_FEATURES.forEach((name, level) -> requireFeature(features, name, level));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected the embedded broker to answer, but it did not.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded broker started.", e);
        }
    }

    private static void requireFeature(FeatureMetadata features, String name, short level) {
        FinalizedVersionRange range = features.finalizedFeatures().get(name);
        if (range == null || range.maxVersionLevel() < level) {
            throw new IllegalStateException("Expected the embedded broker's feature " + name + " at level " + level
                    + ", but it is at " + (range == null ? 0 : range.maxVersionLevel()) + ".");
        }
    }

    /** Stops the broker and waits until its log is closed. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
