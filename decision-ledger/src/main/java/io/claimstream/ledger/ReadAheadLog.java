package io.claimstream.ledger;

import io.claimstream.event.RecordRef;
import io.claimstream.platform.records.PlacedLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records by where they stand, committed ones only. Scores come in the order of what they were made from, so it reads on from the record that was
 * asked for and keeps what it read: one fetch answers for hundreds. One consumer outside any group for each partition, opened when it is first
 * needed. Not thread-safe.
 */
final class ReadAheadLog implements PlacedLog {

    private static final int KEPT = 2_000;
    private static final int FETCH_BYTES = 256 * 1024;
    private static final int MOST_RECORDS = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final Map<TopicPartition, Consumer<byte[], byte[]>> opened = new HashMap<>();
    private final Map<Place, byte[]> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    private record Place(TopicPartition partition, long offset) {}

    ReadAheadLog(Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * A log of the cluster that a client is configured for.
     *
     * @param client brokers and what else every client shares; changed here
     */
    static ReadAheadLog of(Properties client) {
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new ReadAheadLog(
                () -> new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public Optional<byte[]> at(String topic, RecordRef ref) {
        Place place = new Place(new TopicPartition(topic, ref.getPartition()), ref.getOffset());
        byte[] value = kept.get(place);
        if (value != null) {
            return Optional.of(value);
        }
        try {
            return read(consumer(place.partition()), place);
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        } catch (KafkaException e) {
            // Whatever keeps it from being read, the score is not at fault.
            throw new TimeoutException("Expected to read " + topic + " at " + ref + ".", e);
        }
    }

    private Optional<byte[]> read(Consumer<byte[], byte[]> consumer, Place place) {
        if (place.offset() < 0) {
            return Optional.empty();
        }
        consumer.seek(place.partition(), place.offset());
        long end = consumer.endOffsets(List.of(place.partition())).getOrDefault(place.partition(), 0L);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // A place of a transaction marker, or of a record that was never committed, is passed over by the consumer.
        while (place.offset() < end && consumer.position(place.partition()) <= place.offset()) {
            keep(consumer.poll(POLL));
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Expected a record within " + PATIENCE.toSeconds() + " s.");
            }
        }
        return Optional.ofNullable(kept.get(place));
    }

    private void keep(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                kept.put(
                        new Place(new TopicPartition(record.topic(), record.partition()), record.offset()),
                        record.value());
            }
        }
    }

    private Consumer<byte[], byte[]> consumer(TopicPartition partition) {
        Consumer<byte[], byte[]> known = opened.get(partition);
        if (known == null) {
            known = consumers.get();
            known.assign(List.of(partition));
            opened.put(partition, known);
        }
        return Objects.requireNonNull(known);
    }

    @Override
    public void close() {
        opened.values().forEach(Consumer::close);
        opened.clear();
    }
}
