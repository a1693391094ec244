package io.claimstream.launcher.offline;

import io.claimstream.event.RecordRef;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what stands on topics, as bytes and committed records only, outside any group. Not thread-safe. */
public final class EvidenceLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int API_TIMEOUT_MILLIS = 15_000;

    /** Records that are rather read over than jumped over. */
    private static final long GAP = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Connects to the Kafka that the settings name; nothing is read yet. */
    public EvidenceLog(Settings settings) {
        Properties properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Told of records. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes the next one. */
        void visit(ConsumerRecord<byte[], byte[]> record);
    }

    /** The ends of a topic's partitions now, added up: what offsets add up to when everything is read. */
    public long ends(String topic) {
        return consumer.endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The offset of the first record that each partition of a topic has now; the end of an empty one. */
    public Map<Integer, Long> begins(String topic) {
        Map<Integer, Long> begins = new TreeMap<>();
        consumer.beginningOffsets(partitions(topic))
                .forEach((partition, begin) -> begins.put(partition.partition(), begin));
        return begins;
    }

    /** Shows everything that a topic has now, each partition in order. */
    public void read(String topic, Visitor visitor) {
        read(topic, Map.of(), visitor);
    }

    /** As above, without what stands before an offset in a partition. */
    public void read(String topic, Map<Integer, Long> from, Visitor visitor) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        from.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Deadline deadline = new Deadline(topic);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            deadline.check();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                visitor.visit(record);
                deadline.moved();
            }
        }
    }

    /** Everything that a topic has now: what was ever written to each of its partitions, up to what is committed. */
    public List<Offsets> whole(String topic) {
        return consumer.endOffsets(partitions(topic)).entrySet().stream()
                .map(end -> new Offsets(end.getKey().partition(), 0, end.getValue()))
                .sorted(Comparator.comparing(Offsets::partition))
                .toList();
    }

    /** Those ranges of which the topic does not have every offset, be it no longer or not at all. */
    public List<Offsets> missing(String topic, List<Offsets> ranges) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return ranges.stream()
                .filter(range -> {
                    TopicPartition partition = new TopicPartition(topic, range.partition());
                    return begins.getOrDefault(partition, Long.MAX_VALUE) > range.from()
                            || ends.getOrDefault(partition, -1L) < range.to();
                })
                .toList();
    }

    /** Shows what stands in ranges of a topic that it must have, each partition in order. */
    public void read(String topic, List<Offsets> ranges, Visitor visitor) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        ranges.forEach(range -> ends.put(new TopicPartition(topic, range.partition()), range.to()));
        consumer.assign(ends.keySet());
        ranges.forEach(range -> consumer.seek(new TopicPartition(topic, range.partition()), range.from()));
        Deadline deadline = new Deadline(topic);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            deadline.check();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                deadline.moved();
                if (record.offset() < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                    visitor.visit(record);
                }
            }
        }
    }

    /** The values of records by where they stand; a place without a committed record is absent. */
    public Map<RecordRef, byte[]> at(String topic, Collection<RecordRef> refs) {
        Map<Integer, NavigableSet<Long>> wanted = new TreeMap<>();
        refs.forEach(ref -> wanted.computeIfAbsent(ref.getPartition(), partition -> new TreeSet<>())
                .add(ref.getOffset()));
        Map<RecordRef, byte[]> found = new HashMap<>();
        List<TopicPartition> known = partitions(topic);
        wanted.forEach((number, offsets) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            if (known.contains(partition)) {
                readAt(
                        partition,
                        offsets,
                        record -> found.put(new RecordRef(record.partition(), record.offset()), record.value()));
            }
        });
        return found;
    }

    private void readAt(
            TopicPartition partition, NavigableSet<Long> offsets, Consumer<ConsumerRecord<byte[], byte[]>> found) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
        offsets.removeIf(offset -> offset < begin || offset >= end);
        long position = Long.MIN_VALUE;
        Deadline deadline = new Deadline(partition.topic());
        while (!offsets.isEmpty()) {
            if (offsets.first() - GAP > position) {
                consumer.seek(partition, offsets.first());
            }
            deadline.check();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                deadline.moved();
                if (offsets.remove(record.offset())) {
                    found.accept(record);
                }
            }
            position = consumer.position(partition);
            offsets.headSet(position).clear();
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new OutsideWorldException("Expected topic " + topic + ", but Kafka does not have it.");
        }
        return partitions;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Ends a wait for records that do not come. */
    private static final class Deadline {

        private final String topic;
        private long movedAt = System.nanoTime();

        Deadline(String topic) {
            this.topic = topic;
        }

        void moved() {
            movedAt = System.nanoTime();
        }

        void check() {
            if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
                throw new OutsideWorldException(
                        "Expected records of " + topic + ", but none came for " + PATIENCE.toSeconds() + " s.");
            }
        }
    }
}
