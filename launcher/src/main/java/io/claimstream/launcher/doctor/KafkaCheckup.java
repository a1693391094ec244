package io.claimstream.launcher.doctor;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.CommonSettings.GroupProtocol;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.jspecify.annotations.Nullable;

/** Whether brokers answer, and which features the cluster has switched on. */
final class KafkaCheckup implements Checkup {

    private static final String CONNECTION = "kafka";
    private static final String VERSIONS = "kafka versions";

    /** From this level on, a transaction that was thought to be dead cannot write into the next one (KIP-890). */
    private static final short TRANSACTIONS = 2;

    private final Admin admin;
    private final Settings settings;

    KafkaCheckup(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        DescribeClusterResult cluster = admin.describeCluster();
        int brokers = KafkaClients.await(cluster.nodes()).size();
        findings.add(Finding.ok(
                CONNECTION,
                "Brokers that answer: " + brokers + "; cluster " + KafkaClients.await(cluster.clusterId()) + "."));
        Map<String, FinalizedVersionRange> levels =
                KafkaClients.await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
        findings.add(Finding.ok(
                VERSIONS,
                "metadata.version is at level " + level(levels, "metadata.version") + ", group.version at "
                        + level(levels, "group.version") + "."));
        findings.add(transactions(level(levels, "transaction.version")));
        if (settings.get(CommonSettings.STREAMS_GROUP_PROTOCOL) == GroupProtocol.STREAMS) {
            findings.add(streams(level(levels, "streams.version")));
        }
        return findings;
    }

    private static Finding transactions(short level) {
        String found = "transaction.version is at level " + level + ".";
        return level >= TRANSACTIONS
                ? Finding.ok(VERSIONS, found)
                : Finding.warning(
                        VERSIONS,
                        found + " A transaction that hangs can stop every reader of a partition.",
                        "Once all brokers run Kafka 4.0 or newer: 'kafka-features.sh upgrade --feature transaction.version="
                                + TRANSACTIONS + "'.");
    }

    private static Finding streams(short level) {
        String found = "streams.version is at level " + level + ", and streams.group.protocol is streams.";
        return level >= 1
                ? Finding.ok(VERSIONS, found)
                : Finding.wrong(
                        VERSIONS,
                        found + " The services cannot join their groups.",
                        "Set streams.group.protocol=classic, or raise the feature: 'kafka-features.sh upgrade --feature streams.version=1'.");
    }

    private static short level(Map<String, FinalizedVersionRange> levels, String feature) {
        @Nullable FinalizedVersionRange range = levels.get(feature);
        return range == null ? 0 : range.maxVersionLevel();
    }
}
