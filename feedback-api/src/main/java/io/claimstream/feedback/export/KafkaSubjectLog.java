package io.claimstream.feedback.export;

import io.claimstream.event.RecordRef;
import io.claimstream.platform.records.PlacedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The log of a cluster, with a consumer outside any group for each look. Not thread-safe. */
public final class KafkaSubjectLog implements SubjectLog {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PlacedLog placed;
    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;

    /**
     * Opens nothing yet.
     *
     * @param placed closed with this
     * @param consumers opens a consumer that reads committed records only
     */
    public KafkaSubjectLog(PlacedLog placed, Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        this.placed = placed;
        this.consumers = consumers;
    }

    @Override
    public Optional<byte[]> at(String topic, RecordRef place) {
        return placed.at(topic, place);
    }

    @Override
    public void scan(String topic, Instant since, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            seek(consumer, partitions, ends, since);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
                consumer.poll(POLL).forEach(records);
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("Expected to read " + topic + " within " + PATIENCE + ".");
                }
            }
        } catch (KafkaException e) {
            // Whatever keeps it from being read, the request is not at fault.
            throw new TimeoutException("Expected to read " + topic + ".", e);
        }
    }

    private static void seek(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Instant since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(it -> times.put(it, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        partitions.forEach(it -> {
            @Nullable OffsetAndTimestamp start = starts.get(it);
            consumer.seek(it, start == null ? ends.getOrDefault(it, 0L) : start.offset());
        });
    }

    @Override
    public void close() {
        placed.close();
    }
}
