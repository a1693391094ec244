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
        properties.putAll(NodeProperties.ownTopics(1, 1));
        afterCrash(properties);
        properties.putAll(NodeProperties.small());
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

    private static void afterCrash(Map<String, String> properties) {
        properties.putAll(NodeProperties.afterCrash());
        properties.put("num.recovery.threads.per.data.dir", "2");
        // A busy machine must not pass for a dead broker: nobody could lead in its place. See StaleRegistration.
        properties.put("broker.session.timeout.ms", "60000");
    }
}
