package io.claimstream.feedback.letter;

import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Replays on a cluster, with a consumer outside any group and a producer of their own. Not thread-safe. */
public final class KafkaReplayLog implements ReplayLog {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;

    /**
     * Opens both.
     *
     * @param client brokers and what else every client shares; changed here
     * @param producers opens an idempotent producer that waits for all in-sync replicas
     */
    public KafkaReplayLog(Properties client, Supplier<Producer<byte[], byte[]>> producers) {
        // Not committed ones only: a letter is known because it was, and a copy must be found though somebody else's
        // transaction is open.
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer = producers.get();
    }

    @Override
    public Optional<ConsumerRecord<byte[], byte[]>> letter(LetterId id) {
        TopicPartition partition = new TopicPartition(Topics.CLAIMS_DEAD.name(), id.partition());
        return scan(partition, id.offset(), id.offset() + 1, it -> it.offset() == id.offset());
    }

    @Override
    public long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public OptionalLong find(ProducerRecord<byte[], byte[]> copy, long from) {
        TopicPartition partition = new TopicPartition(copy.topic(), copy.partition());
        return scan(partition, from, end(partition), it -> ReplayProof.isSame(it.headers(), copy.headers()))
                .map(it -> OptionalLong.of(it.offset()))
                .orElseGet(OptionalLong::empty);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> scan(
            TopicPartition partition,
            long from,
            long to,
            java.util.function.Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        if (from >= to || from >= end(partition)) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < to) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Expected to read " + partition + " within " + PATIENCE.toSeconds() + " s.");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to && wanted.test(record)) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public long send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new KafkaException("Expected Kafka to take a record.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
    }
}
