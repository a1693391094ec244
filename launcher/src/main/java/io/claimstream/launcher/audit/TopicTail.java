package io.claimstream.launcher.audit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from the beginning, read committed, each time as far as they go at that moment. Not thread-safe. */
public final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Collection<String> topics;

    /**
     * Connects; nothing is read yet.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param topics names of what is read
     */
    public TopicTail(Map<String, ?> connection, Collection<String> topics) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.putAll(readCommitted());
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topics = List.copyOf(topics);
    }

    /** Settings that every reader of results needs, over those of the connection. */
    private static Map<String, Object> readCommitted() {
        return Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
    }

    /**
     * Hands over every record written since the last call, in the order of each partition. The topics must exist.
     *
     * @throws IllegalStateException when two minutes do not suffice
     */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        assignOnce();
        // With read_committed these are the last stable offsets: what is still open in a transaction is not waited for.
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected to read the topics to their ends within " + LIMIT + ".");
            }
        }
    }

    private void assignOnce() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
