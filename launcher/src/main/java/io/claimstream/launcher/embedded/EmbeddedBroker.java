package io.claimstream.launcher.embedded;

import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and controller in this JVM, one combined KRaft node. Its log outlives the process, a kill -9
 * included. Not for production: nothing is replicated.
 */
public final class EmbeddedBroker implements AutoCloseable {

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
        BrokerStorage.format(settings.directory(), Uuid.randomUuid(), BrokerProperties.NODE_ID);
        if (StaleRegistration.isIn(settings.directory())) {
            StaleRegistration.fence(settings);
        }
        EmbeddedBroker broker =
                new EmbeddedBroker(settings, new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM));
        try {
            broker.server.startup();
            ClusterFeatures.require(Map.of("bootstrap.servers", broker.bootstrapServers()));
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

    /** Stops the broker and waits until its log is closed. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
