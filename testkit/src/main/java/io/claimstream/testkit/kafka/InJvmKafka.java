package io.claimstream.testkit.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** One combined KRaft node in this JVM. Three combined nodes hang; one is enough for what the tests ask. */
final class InJvmKafka implements KafkaBackend {

    /**
     * Levels that a new broker of this version has. Setting the metadata version alone leaves them at 0, and exactly-once
     * would be tested without KIP-890.
     */
    private static final Map<String, Short> FEATURE_LEVELS =
            Map.of("transaction.version", (short) 2, "group.version", (short) 1, "streams.version", (short) 1);

    private static final Map<String, String> BROKER_SETTINGS = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("offsets.topic.num.partitions", "2"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
            Map.entry("log.retention.check.interval.ms", "86400000"),
            Map.entry("log.cleaner.enable", "true"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));

    private final KafkaClusterTestKit cluster;

    private InJvmKafka(KafkaClusterTestKit cluster) {
        this.cluster = cluster;
    }

    static InJvmKafka start() {
        KafkaClusterTestKit cluster = null;
        try {
            cluster = build();
            cluster.format();
            cluster.startup();
            cluster.waitForReadyBrokers();
            raiseFeatureLevels(cluster.bootstrapServers());
            return new InJvmKafka(cluster);
        } catch (Exception e) {
            IllegalStateException failure = new IllegalStateException("Expected a Kafka broker in this JVM.", e);
            closeAfter(failure, cluster);
            throw failure;
        }
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public String description() {
        return "Kafka " + AppInfoParser.getVersion() + " in this JVM (one KRaft node)";
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("Expected the Kafka broker to stop.", e);
        }
    }

    private static KafkaClusterTestKit build() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(nodes);
        BROKER_SETTINGS.forEach(builder::setConfigProp);
        return builder.build();
    }

    private static void raiseFeatureLevels(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<String, FeatureUpdate> updates = FEATURE_LEVELS.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, level -> new FeatureUpdate(level.getValue(), UpgradeType.UPGRADE)));
            admin.updateFeatures(updates, new UpdateFeaturesOptions()).all().get();
            Map<String, Short> levels = finalizedLevels(admin);
            FEATURE_LEVELS.forEach((feature, level) -> {
                if (!level.equals(levels.get(feature))) {
                    throw new IllegalStateException("Expected " + feature + " at level " + level + ", but it is at "
                            + levels.get(feature) + ".");
                }
            });
        }
    }

    static Map<String, Short> finalizedLevels(Admin admin) throws InterruptedException, ExecutionException {
        return admin.describeFeatures().featureMetadata().get().finalizedFeatures().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, range -> range.getValue().maxVersionLevel()));
    }

    private static void closeAfter(Exception failure, @Nullable KafkaClusterTestKit cluster) {
        if (cluster == null) {
            return;
        }
        try {
            cluster.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
