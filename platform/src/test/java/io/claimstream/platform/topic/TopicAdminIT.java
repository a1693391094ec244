package io.claimstream.platform.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.kafka.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicAdminIT {

    @Test
    void shouldMakeAndMendTopicsButNeverTheirPartitions() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                TopicAdmin topics = TopicAdmin.of(
                        Settings.of(CommonSettings.ALL, Map.of("kafka.bootstrap.servers", kafka.bootstrapServers())))) {
            // Given: an empty cluster
            assertThat(topics.diff(Topics.ALL))
                    .hasSameSizeAs(Topics.ALL)
                    .allMatch(TopicDifference.Missing.class::isInstance);

            // When: applied, then ensured by another process
            topics.apply(Topics.ALL);
            topics.ensure(Topics.ALL);

            // Then
            await("the mended retention to be seen")
                    .untilAsserted(() -> assertThat(topics.diff(Topics.ALL)).isEmpty());

            // When: somebody changes the retention
            changeRetention(kafka);
            await("the change to be seen").until(() -> !topics.diff(Topics.ALL).isEmpty());
            List<TopicDifference> done = topics.apply(Topics.ALL);

            // Then
            assertThat(done)
                    .extracting(TopicDifference::sentence)
                    .containsExactly("Topic claims.accepted.v1 has retention.ms=1000 instead of -1.");
            await("the mended retention to be seen")
                    .untilAsserted(() -> assertThat(topics.diff(Topics.ALL)).isEmpty());

            // When: somebody adds partitions
            kafka.admin()
                    .createPartitions(Map.of(Topics.CLAIMS_SCORED.name(), NewPartitions.increaseTo(9)))
                    .all()
                    .get();
            await("the partitions to be seen")
                    .until(() -> !topics.diff(Topics.ALL).isEmpty());

            // Then
            assertThatThrownBy(() -> topics.apply(Topics.ALL))
                    .isInstanceOf(PartitionsDifferException.class)
                    .hasMessageContaining("claims.scored.v1 has 9 partitions instead of 4");
        }
    }

    private static void changeRetention(TestKafka kafka) throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CLAIMS_ACCEPTED.name());
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), OpType.SET);
        kafka.admin()
                .incrementalAlterConfigs(Map.of(topic, List.of(change)))
                .all()
                .get();
    }
}
