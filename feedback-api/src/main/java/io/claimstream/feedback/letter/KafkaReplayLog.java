package io.claimstream.feedback.letter;

import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
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
    private final Duration patience;

    /**
     * Opens both, and searches for 20 s at a time.
     *
     * @param client brokers and what else every client shares; changed here
     * @param producers opens an idempotent producer that waits for all in-sync replicas
     */
    public KafkaReplayLog(Properties client, Supplier<Producer<byte[], byte[]>> producers) {
        this(client, producers, PATIENCE);
    }

    /** As above, with another time for a search. */
    KafkaReplayLog(Properties client, Supplier<Producer<byte[], byte[]>> producers, Duration patience) {
        this.patience = patience;
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
        Scan scan = scan(partition, id.offset(), id.offset() + 1, it -> it.offset() == id.offset());
        if (scan.found().isEmpty() && scan.next() <= id.offset()) {
            throw new TimeoutException("Expected to read " + partition + " within " + patience.toSeconds() + " s.");
        }
        return scan.found();
    }

    @Override
    public long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public Search find(ProducerRecord<byte[], byte[]> copy, long from) {
        TopicPartition partition = new TopicPartition(copy.topic(), copy.partition());
        long end = end(partition);
        Scan scan = scan(partition, from, end, it -> ReplayProof.isSame(it.headers(), copy.headers()));
        OptionalLong place =
                scan.found().map(it -> OptionalLong.of(it.offset())).orElseGet(OptionalLong::empty);
        return new Search(place, scan.next(), place.isPresent() || scan.next() >= end);
    }

    /** What was found, and up to where was looked. */
    private record Scan(Optional<ConsumerRecord<byte[], byte[]>> found, long next) {}

    private Scan scan(TopicPartition partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        if (from >= to || from >= end(partition)) {
            return new Scan(Optional.empty(), to);
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to && wanted.test(record)) {
                    return new Scan(Optional.of(record), record.offset() + 1);
                }
            }
        } while (consumer.position(partition) < to && System.nanoTime() < deadline);
        return new Scan(Optional.empty(), Math.min(to, consumer.position(partition)));
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
