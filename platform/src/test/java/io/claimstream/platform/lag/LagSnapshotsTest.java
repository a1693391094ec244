package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagSnapshotsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final LagKey FIRST = new LagKey("g", "t", 0);
    private static final LagKey SECOND = new LagKey("g", "t", 1);

    private final LagSnapshots snapshots = new LagSnapshots("east");
    private final LagWindow window = new LagWindow();

    @Test
    void shouldHaveTheNamesAndLabelsOfKafkaLagExporter() {
        // When
        Map<String, String> labels = of(look(NOW, 7)).stream()
                .collect(Collectors.toMap(
                        it -> it.getMetadata().getName(),
                        it -> it.getDataPoints().get(0).getLabels().stream()
                                .map(Label::getName)
                                .collect(Collectors.joining(",")),
                        (one, other) -> one,
                        TreeMap::new));

        // Then: labels come in the order of their names.
        String ofPartition = "client_id,cluster_name,consumer_id,group,member_host,partition,topic";
        assertThat(labels)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("kafka_consumergroup_group_offset", ofPartition),
                        Map.entry("kafka_consumergroup_group_lag", ofPartition),
                        Map.entry("kafka_consumergroup_group_lag_seconds", ofPartition),
                        Map.entry("kafka_consumergroup_group_max_lag", "cluster_name,group"),
                        Map.entry("kafka_consumergroup_group_max_lag_seconds", "cluster_name,group"),
                        Map.entry("kafka_consumergroup_group_sum_lag", "cluster_name,group"),
                        Map.entry("kafka_consumergroup_group_topic_sum_lag", "cluster_name,group,topic"),
                        Map.entry("kafka_partition_latest_offset", "cluster_name,partition,topic"),
                        Map.entry("kafka_partition_earliest_offset", "cluster_name,partition,topic"),
                        Map.entry("kafka_consumergroup_poll_time_ms", "cluster_name"),
                        Map.entry("claimstream_consumergroup_members", "cluster_name,group"),
                        Map.entry("claimstream_consumergroup_state", "cluster_name,group,state"),
                        Map.entry("claimstream_lag_exporter_connected", "cluster_name")));
    }

    @Test
    void shouldTellWhatWasSeen() {
        // When
        MetricSnapshots told = look(NOW, 7);

        // Then
        assertThat(value(told, "kafka_consumergroup_group_offset", "partition", "0"))
                .isEqualTo(7);
        assertThat(value(told, "kafka_consumergroup_group_lag", "partition", "0"))
                .isEqualTo(3);
        assertThat(value(told, "kafka_consumergroup_group_lag_seconds", "partition", "0"))
                .isEqualTo(90);
        assertThat(value(told, "kafka_consumergroup_group_lag", "consumer_id", "c-1"))
                .isEqualTo(3);
        assertThat(value(told, "kafka_consumergroup_group_lag", "consumer_id", ""))
                .isEqualTo(400);
        assertThat(value(told, "kafka_consumergroup_group_max_lag", "group", "g"))
                .isEqualTo(400);
        assertThat(value(told, "kafka_consumergroup_group_sum_lag", "group", "g"))
                .isEqualTo(403);
        assertThat(value(told, "kafka_consumergroup_group_topic_sum_lag", "topic", "t"))
                .isEqualTo(403);
        assertThat(value(told, "kafka_partition_latest_offset", "partition", "0"))
                .isEqualTo(12);
        assertThat(value(told, "kafka_partition_earliest_offset", "partition", "0"))
                .isEqualTo(2);
        assertThat(value(told, "kafka_consumergroup_poll_time_ms", "cluster_name", "east"))
                .isEqualTo(20);
        assertThat(value(told, "claimstream_consumergroup_members", "group", "g"))
                .isEqualTo(1);
        assertThat(value(told, "claimstream_lag_exporter_connected", "cluster_name", "east"))
                .isEqualTo(1);
    }

    @Test
    void shouldNotMakeUpAnAge() {
        // When: nothing was looked at in the second partition.
        MetricSnapshots told = look(NOW, 7);

        // Then
        assertThat(value(told, "kafka_consumergroup_group_lag_seconds", "partition", "1"))
                .isNaN();
        assertThat(value(told, "kafka_consumergroup_group_max_lag_seconds", "group", "g"))
                .isNaN();
    }

    @Test
    void shouldTellThatCommitsStandStill() {
        // When
        MetricSnapshots before = look(NOW, 7);
        for (int i = 1; i < 12; i++) {
            look(NOW.plusSeconds(5L * i), 7);
        }
        MetricSnapshots after = look(NOW.plusSeconds(60), 7);

        // Then
        assertThat(value(before, "claimstream_consumergroup_state", "state", "stalled"))
                .isZero();
        assertThat(value(before, "claimstream_consumergroup_state", "state", "ok"))
                .isEqualTo(1);
        assertThat(value(after, "claimstream_consumergroup_state", "state", "stalled"))
                .isEqualTo(1);
        assertThat(value(after, "claimstream_consumergroup_state", "state", "ok"))
                .isZero();
    }

    @Test
    void shouldTellNothingOldWhenTheClusterDoesNotAnswer() {
        // When
        MetricSnapshots told = snapshots.ofNothing();

        // Then
        assertThat(of(told)).hasSize(1);
        assertThat(value(told, "claimstream_lag_exporter_connected", "cluster_name", "east"))
                .isZero();
    }

    private MetricSnapshots look(Instant at, long committed) {
        Seen seen = new Seen(
                List.of(
                        new Seen.Partition(FIRST, committed, 12, new Backlog(3, true, at.minusSeconds(90))),
                        new Seen.Partition(SECOND, 0, 400, new Backlog(400, false, null))),
                Map.of("g", Set.of("c-1")),
                Map.of(new TopicPartition("t", 0), 2L, new TopicPartition("t", 1), 0L),
                Map.of(FIRST, new Seen.Reader("/10.0.0.7", "c-1", "app")));
        window.add(at, seen);
        return snapshots.of(seen, window.lag(), Duration.ofMillis(20));
    }

    private static List<io.prometheus.metrics.model.snapshots.MetricSnapshot> of(MetricSnapshots all) {
        return all.stream().collect(Collectors.toList());
    }

    private static double value(MetricSnapshots all, String name, String label, String value) {
        return all.stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .flatMap(it -> it.getDataPoints().stream())
                .filter(it -> value.equals(it.getLabels().get(label)))
                .map(GaugeDataPointSnapshot.class::cast)
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
