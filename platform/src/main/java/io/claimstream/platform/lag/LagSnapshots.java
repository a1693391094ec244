package io.claimstream.platform.lag;

import io.claimstream.platform.lag.Lag.Group;
import io.claimstream.platform.lag.Lag.Partition;
import io.claimstream.platform.lag.Seen.Reader;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was seen on a cluster as gauges, with the names and labels of kafka-lag-exporter, so that its dashboards and alerts go on working. What that has not,
 * the state of a group and its members, begins with {@code claimstream}. An age that is not known is NaN. Immutable.
 */
final class LagSnapshots {

    private static final String CONNECTED = "claimstream_lag_exporter_connected";

    private final String cluster;

    /** @param cluster value of the label {@code cluster_name} */
    LagSnapshots(String cluster) {
        this.cluster = cluster;
    }

    /** When the cluster does not answer: old numbers would look like a group that does not move. */
    MetricSnapshots ofNothing() {
        return MetricSnapshots.of(connected(0));
    }

    /**
     * All of it.
     *
     * @param lag what follows from what was seen
     * @param took how long it took to look
     */
    MetricSnapshots of(Seen seen, Lag lag, Duration took) {
        List<Partition> partitions =
                lag.groups().stream().flatMap(it -> it.partitions().stream()).toList();
        List<GaugeSnapshot> all = new ArrayList<>(ofPartitions(partitions, seen.readers()));
        all.addAll(ofGroups(lag.groups()));
        all.addAll(ofTopics(partitions, seen.begins()));
        all.add(gauge(
                "kafka_consumergroup_poll_time_ms",
                "Milliseconds that the last look at all groups took.",
                Stream.of(point(took.toMillis()))));
        all.add(connected(1));
        return new MetricSnapshots(List.copyOf(all));
    }

    private List<GaugeSnapshot> ofPartitions(List<Partition> partitions, Map<LagKey, Reader> readers) {
        Function<Partition, String[]> labels = it -> labels(it.key(), readers.getOrDefault(it.key(), Reader.NOBODY));
        return List.of(
                each(
                        "kafka_consumergroup_group_offset",
                        "Next offset that the group reads.",
                        partitions,
                        labels,
                        it -> it.committed()),
                each(
                        "kafka_consumergroup_group_lag",
                        "Committed records that the group has not read.",
                        partitions,
                        labels,
                        it -> it.records()),
                each(
                        "kafka_consumergroup_group_lag_seconds",
                        "Age of the oldest record that the group has not read.",
                        partitions,
                        labels,
                        it -> orNaN(it.seconds())));
    }

    private List<GaugeSnapshot> ofGroups(List<Group> groups) {
        Function<Group, String[]> labels = it -> new String[] {"group", it.name()};
        return List.of(
                each(
                        "kafka_consumergroup_group_max_lag",
                        "Unread records of the group's worst partition.",
                        groups,
                        labels,
                        it -> it.partitions().stream()
                                .mapToLong(Partition::records)
                                .max()
                                .orElse(0)),
                each(
                        "kafka_consumergroup_group_max_lag_seconds",
                        "Age of the oldest record that the group has not read, of all partitions.",
                        groups,
                        labels,
                        it -> orNaN(it.seconds())),
                each(
                        "kafka_consumergroup_group_sum_lag",
                        "Unread records of the group.",
                        groups,
                        labels,
                        Group::records),
                each(
                        "claimstream_consumergroup_members",
                        "Members of the group; 0 when nobody reads for it.",
                        groups,
                        labels,
                        Group::members),
                gauge(
                        "kafka_consumergroup_group_topic_sum_lag",
                        "Unread records of the group in a topic.",
                        groups.stream().flatMap(this::sums)),
                gauge(
                        "claimstream_consumergroup_state",
                        "1 for the state that the group is in, told from how its commits moved of late.",
                        groups.stream().flatMap(this::states)));
    }

    private List<GaugeSnapshot> ofTopics(List<Partition> partitions, Map<TopicPartition, Long> begins) {
        Map<TopicPartition, Long> ends = partitions.stream()
                .collect(Collectors.toMap(
                        it -> new TopicPartition(it.key().topic(), it.key().partition()), Partition::end, Math::max));
        return List.of(
                gauge(
                        "kafka_partition_latest_offset",
                        "Offset behind the last committed record.",
                        ends.entrySet().stream().map(this::offset)),
                gauge(
                        "kafka_partition_earliest_offset",
                        "First offset that the partition still has.",
                        begins.entrySet().stream().map(this::offset)));
    }

    private Stream<GaugeDataPointSnapshot> sums(Group group) {
        Map<String, Long> records = group.partitions().stream()
                .collect(Collectors.groupingBy(
                        it -> it.key().topic(), TreeMap::new, Collectors.summingLong(Partition::records)));
        return records.entrySet().stream().map(it -> point(it.getValue(), "group", group.name(), "topic", it.getKey()));
    }

    private Stream<GaugeDataPointSnapshot> states(Group group) {
        return Arrays.stream(LagState.values())
                .map(it -> point(
                        it == group.state() ? 1 : 0,
                        "group",
                        group.name(),
                        "state",
                        it.name().toLowerCase(Locale.ROOT)));
    }

    private GaugeDataPointSnapshot offset(Map.Entry<TopicPartition, Long> of) {
        return point(
                of.getValue(),
                "topic",
                of.getKey().topic(),
                "partition",
                Integer.toString(of.getKey().partition()));
    }

    private static String[] labels(LagKey key, Reader reader) {
        return new String[] {
            "group", key.group(),
            "topic", key.topic(),
            "partition", Integer.toString(key.partition()),
            "member_host", reader.host(),
            "consumer_id", reader.consumerId(),
            "client_id", reader.clientId()
        };
    }

    private GaugeSnapshot connected(int value) {
        return gauge(CONNECTED, "1 while the cluster can be looked at.", Stream.of(point(value)));
    }

    private <T> GaugeSnapshot each(
            String name, String help, List<T> of, Function<T, String[]> labels, Function<T, Number> value) {
        return gauge(name, help, of.stream().map(it -> point(value.apply(it), labels.apply(it))));
    }

    private GaugeDataPointSnapshot point(Number value, String... labels) {
        return GaugeDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of("cluster_name", cluster).merge(Labels.of(labels)))
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, Stream<GaugeDataPointSnapshot> points) {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        points.forEach(builder::dataPoint);
        return builder.build();
    }

    private static double orNaN(@Nullable Double seconds) {
        return seconds == null ? Double.NaN : seconds;
    }
}
