package io.claimstream.feedback.operations;

import io.claimstream.event.ClaimScored;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the newest claims took from submission to score: the Kafka timestamp of a score is that of its submission. Of each partition at most the newest
 * {@value #MOST} offsets are read at a look. Not thread-safe.
 */
final class ScoredTail implements AutoCloseable {

    static final int MOST = 250;

    private static final Logger LOGGER = LoggerFactory.getLogger(ScoredTail.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<ClaimScored> scores;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** @param consumer reads committed records, outside any group; closed with this */
    ScoredTail(Consumer<byte[], byte[]> consumer, EventSerdes serdes) {
        this.consumer = consumer;
        this.scores = serdes.of(Topics.CLAIMS_SCORED).deserializer();
    }

    /** Milliseconds of claims scored since the last look; nothing at the first. */
    long[] millis() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLAIMS_SCORED.name()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach(
                (partition, end) -> consumer.seek(partition, Math.max(next.getOrDefault(partition, end), end - MOST)));
        LongStream.Builder millis = LongStream.builder();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isBefore(ends) && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                add(millis, record);
            }
        }
        next.putAll(ends);
        return millis.build().toArray();
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue());
    }

    private void add(LongStream.Builder millis, ConsumerRecord<byte[], byte[]> record) {
        try {
            long scoredAt = scores.deserialize(record.topic(), record.value())
                    .getScoredAt()
                    .toEpochMilli();
            millis.add(Math.max(0, scoredAt - record.timestamp()));
        } catch (DecodingException e) {
            // The read model reads it too, and counts it.
            LOGGER.atDebug().addKeyValue("offset", record.offset()).log("score not read");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
