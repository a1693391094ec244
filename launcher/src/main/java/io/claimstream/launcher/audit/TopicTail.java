package io.claimstream.launcher.audit;

import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from the beginning, read committed, each time as far as they go at that moment. Not thread-safe. */
public final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BROKER_LIMIT_MILLIS = 20_000;
    /** A log may be long, so that the whole may take any time; a broker that answers nothing for as long as this is away. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Collection<String> topics;
    private final Duration patience;

    /**
     * Connects; nothing is read yet.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param topics names of what is read
     */
    public TopicTail(Map<String, ?> connection, Collection<String> topics) {
        this(consumer(connection), topics, PATIENCE);
    }

    TopicTail(Consumer<byte[], byte[]> consumer, Collection<String> topics, Duration patience) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.patience = patience;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, ?> connection) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.putAll(readCommitted());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** How to connect to the Kafka that the settings name. Without a limit a broker that is not there keeps people waiting for a minute. */
    public static Map<String, Object> connection(Settings settings) {
        Map<String, Object> kafka = new HashMap<>();
        KafkaClients.properties(settings).forEach((key, value) -> kafka.put((String) key, value));
        kafka.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BROKER_LIMIT_MILLIS);
        return kafka;
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
     * @throws OutsideWorldException when nothing more comes for two minutes
     */
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
        assignOnce();
        // With read_committed these are the last stable offsets: what is still open in a transaction is not waited for.
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long left = left(ends);
        long deadline = System.nanoTime() + patience.toNanos();
        while (left > 0) {
            consumer.poll(POLL).forEach(records);
            long before = left;
            left = left(ends);
            if (left < before) {
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new OutsideWorldException(
                        "Expected more of " + String.join(", ", topics) + ", but nothing came for "
                                + patience.toSeconds() + " s. Are the brokers up? './claimstream doctor' tells.");
            }
        }
    }

    /** How many offsets there are up to the ends. */
    private long left(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
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
