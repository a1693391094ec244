package io.claimstream.platform.records;

import io.claimstream.event.RecordRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Fetches records one by one, committed ones only, with a consumer outside any group that is opened when it is first needed. Not thread-safe. */
public final class KafkaPlacedLog implements PlacedLog {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FETCH_BYTES = 64 * 1024;

    /** A fetch ahead that finds nothing new would hold up the next one for as long. */
    private static final int FETCH_WAIT_MILLIS = 5;

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private @Nullable Consumer<byte[], byte[]> opened;

    private KafkaPlacedLog(Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * A log of the cluster that a client is configured for.
     *
     * @param client brokers and what else every client shares; changed here
     */
    public static KafkaPlacedLog of(Properties client) {
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaPlacedLog(
                () -> new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public Optional<byte[]> at(String topic, RecordRef place) {
        try {
            Consumer<byte[], byte[]> consumer = consumer();
            TopicPartition partition = new TopicPartition(topic, place.getPartition());
            return isThere(consumer, partition) ? read(consumer, partition, place.getOffset()) : Optional.empty();
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        } catch (KafkaException e) {
            // Whatever keeps it from being read, the request is not at fault.
            throw new TimeoutException("Expected to read " + topic + " at " + place + ".", e);
        }
    }

    private static boolean isThere(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.partitionsFor(partition.topic()).stream()
                .anyMatch(it -> it.partition() == partition.partition());
    }

    /** A place of a transaction marker, or of a record that was never committed, is passed over by the consumer. */
    private static Optional<byte[]> read(Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (offset < 0 || offset >= end) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) <= offset) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Expected a record within " + PATIENCE.toSeconds() + " s.");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() == offset) {
                    return Optional.ofNullable(record.value());
                }
            }
        }
        return Optional.empty();
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = opened;
        if (consumer == null) {
            consumer = consumers.get();
            opened = consumer;
        }
        return consumer;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
