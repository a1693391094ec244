package io.claimstream.launcher.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the embedded broker: one node that is careful with memory, threads and start-up time. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerProperties() {}

    /** @param controllerPort a free port; the quorum's only member talks to itself there, so it may change with every start */
    static Map<String, String> of(BrokerSettings settings, int controllerPort) {
        Map<String, String> properties = new LinkedHashMap<>();
        node(properties, settings, controllerPort);
        oneNode(properties);
        afterCrash(properties);
        small(properties);
        return properties;
    }

    /**
     * The same node as a controller alone, which takes a silent broker for dead at once.
     *
     * @param controllerPort as in {@link #of}
     */
    static Map<String, String> ofControllerAlone(BrokerSettings settings, int controllerPort) {
        Map<String, String> properties = of(settings, controllerPort);
        properties.put("process.roles", "controller");
        properties.put("listeners", CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", properties.get("listeners"));
        properties.put("broker.session.timeout.ms", "100");
        properties.put("broker.heartbeat.interval.ms", "50");
        return properties;
    }

    private static void node(Map<String, String> properties, BrokerSettings settings, int controllerPort) {
        String clients = "PLAINTEXT://" + settings.bootstrapServers();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("log.dirs", settings.directory().toString());
        properties.put("listeners", clients + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", clients);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("auto.create.topics.enable", "false");
    }

    private static void oneNode(Map<String, String> properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
    }

    /** After a kill -9 the transactions left open must end quickly, because readers wait for them. */
    private static void afterCrash(Map<String, String> properties) {
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("num.recovery.threads.per.data.dir", "2");
        // A busy machine must not pass for a dead broker: nobody could lead in its place. See StaleRegistration.
        properties.put("broker.session.timeout.ms", "60000");
    }

    private static void small(Map<String, String> properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        properties.put("log.index.size.max.bytes", Integer.toString(2 * 1024 * 1024));
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
    }
}
