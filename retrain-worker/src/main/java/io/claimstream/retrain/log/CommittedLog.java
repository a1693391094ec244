package io.claimstream.retrain.log;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads ranges of a topic, committed records only, each partition in the order of its offsets. Thread-safe: every read has a consumer
 * of its own, without a group.
 */
public final class CommittedLog<V extends SpecificRecord> {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_WAIT_MILLIS = 10;

    private final String topic;
    private final Supplier<Consumer<String, V>> consumers;

    /**
     * @param consumers makes consumers that read committed records and start where they are told
     */
    public CommittedLog(Topic<V> topic, Supplier<Consumer<String, V>> consumers) {
        this.topic = topic.name();
        this.consumers = consumers;
    }

    /** A topic of the cluster that the settings name. */
    public static <V extends SpecificRecord> CommittedLog<V> of(Settings settings, EventSerdes serdes, Topic<V> topic) {
        Properties properties = KafkaClients.properties(settings);
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Closing waits for the fetch under way, and that by default half a second for more to come.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        // A gap would silently change the dataset.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new CommittedLog<>(
                topic,
                () -> new KafkaConsumer<>(
                        properties, new StringDeserializer(), serdes.of(topic).deserializer()));
    }

    /** Told of each record. */
    @FunctionalInterface
    public interface Visitor<V> {
        void visit(ConsumerRecord<String, V> read);
    }

    /** Reads everything that is committed now. */
    public Map<Integer, Long> read(Visitor<V> visitor) {
        return read(Map.of(), visitor);
    }

    /**
     * Reads from the given offsets to the last committed record of now.
     *
     * @param from first offset by partition; a partition that is not named is read from its beginning
     * @return the offsets after the last record read, by partition
     * @throws InterruptException when the thread is interrupted
     */
    public Map<Integer, Long> read(Map<Integer, Long> from, Visitor<V> visitor) {
        try (Consumer<String, V> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> partition(info.partition()))
                    .toList();
            // Under read-committed the end is the last stable offset: nothing before it is still undecided.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            from.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
            return readTo(consumer, ends, visitor);
        }
    }

    private Map<Integer, Long> readTo(
            Consumer<String, V> consumer, Map<TopicPartition, Long> ends, Visitor<V> visitor) {
        Map<Integer, Long> reached = new HashMap<>();
        while (reached.size() < ends.size()) {
            ends.forEach((partition, end) -> {
                // The position passes the markers of transactions, which are no records.
                if (consumer.position(partition) >= end) {
                    reached.put(partition.partition(), end);
                }
            });
            if (reached.size() < ends.size()) {
                visit(consumer, ends, visitor);
            }
        }
        return reached;
    }

    private void visit(Consumer<String, V> consumer, Map<TopicPartition, Long> ends, Visitor<V> visitor) {
        for (ConsumerRecord<String, V> read : consumer.poll(POLL)) {
            // A tombstone says nothing but that something is gone; whoever misses it asks privacy.erasures.v1.
            if (read.value() != null && read.offset() < ends.getOrDefault(partition(read.partition()), 0L)) {
                visitor.visit(read);
            }
        }
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(topic, partition);
    }
}
