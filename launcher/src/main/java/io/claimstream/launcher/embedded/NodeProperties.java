package io.claimstream.launcher.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every Kafka node of ours is configured with, alone or one of several: it shares its machine, and may be killed. */
public final class NodeProperties {

    private NodeProperties() {}

    /**
     * How Kafka keeps the topics of its own, with few partitions, because each costs time at every start.
     *
     * @param copies brokers that hold each partition, 1 or more
     * @param acknowledging copies that a write waits for, 1 to {@code copies}
     */
    public static Map<String, String> ownTopics(int copies, int acknowledging) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("default.replication.factor", Integer.toString(copies));
        properties.put("min.insync.replicas", Integer.toString(acknowledging));
        properties.put("offsets.topic.replication.factor", Integer.toString(copies));
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", Integer.toString(copies));
        properties.put("transaction.state.log.min.isr", Integer.toString(acknowledging));
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", Integer.toString(copies));
        properties.put("share.coordinator.state.topic.min.isr", Integer.toString(acknowledging));
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }

    /** After a kill -9 the transactions left open must end quickly, because readers wait for them. */
    public static Map<String, String> afterCrash() {
        return Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    /** Few threads and little memory. */
    public static Map<String, String> small() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        properties.put("log.index.size.max.bytes", Integer.toString(2 * 1024 * 1024));
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
        return properties;
    }
}
