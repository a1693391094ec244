package io.claimstream.benchmarks.rolling;

import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees every committed score come, in a thread of its own. */
final class ScoreWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Silences silences;
    private final Thread thread = new Thread(this::watch, "scores");
    private volatile boolean isClosed;

    ScoreWatch(String bootstrapServers, Silences silences) {
        this.silences = silences;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread.setDaemon(true);
    }

    /** Begins at the end of the topic. */
    void start() {
        consumer.assign(IntStream.range(0, Topics.CLAIMS_SCORED.partitions())
                .mapToObj(it -> new TopicPartition(Topics.CLAIMS_SCORED.name(), it))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        thread.start();
    }

    private void watch() {
        while (!isClosed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                arrived(record);
            }
        }
        consumer.close();
    }

    /** The Kafka timestamp of a score is that of its submission. */
    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        long now = System.nanoTime();
        long waitedMillis = Math.max(0, System.currentTimeMillis() - record.timestamp());
        silences.arrived(record.partition(), now - TimeUnit.MILLISECONDS.toNanos(waitedMillis), now);
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
