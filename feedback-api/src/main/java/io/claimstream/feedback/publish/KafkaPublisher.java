package io.claimstream.feedback.publish;

import io.claimstream.event.RecordRef;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.FeedbackMetrics.Published;
import io.claimstream.feedback.publish.PublishException.Cause;
import io.claimstream.platform.trace.Step;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events with an idempotent producer that waits for all in-sync replicas. Thread-safe.
 */
public final class KafkaPublisher implements EventPublisher, AutoCloseable {

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final EventSerdes serdes;
    private final FeedbackMetrics metrics;
    private final ClaimTraces traces;
    private final Semaphore room;
    private final Map<String, Serializer<?>> serializers = new ConcurrentHashMap<>();

    /**
     * @param producer closed with this
     * @param traces notes what is written
     * @param maxWaiting greatest number of events that wait for an answer of Kafka
     */
    public KafkaPublisher(
            Producer<byte[], byte[]> producer,
            EventSerdes serdes,
            FeedbackMetrics metrics,
            ClaimTraces traces,
            int maxWaiting) {
        this.producer = producer;
        this.serdes = serdes;
        this.metrics = metrics;
        this.traces = traces;
        this.room = new Semaphore(maxWaiting);
    }

    /**
     * A producer that gives up after a while instead of Kafka's two minutes: a person waits for the answer.
     *
     * @param client brokers and what else every client shares; changed here
     */
    public static Producer<byte[], byte[]> producer(Properties client, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        client.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<RecordRef> publish(Topic<V> topic, String key, V event) {
        if (!room.tryAcquire()) {
            metrics.published(topic.name(), Published.REFUSED);
            return CompletableFuture.failedFuture(
                    new PublishException(Cause.TOO_MANY_WAITING, "Too many events wait for Kafka.", null));
        }
        CompletableFuture<RecordRef> answer = new CompletableFuture<>();
        CompletableFuture<RecordRef> counted = answer.whenComplete((where, failure) -> {
            room.release();
            metrics.published(topic.name(), failure == null ? Published.ACKNOWLEDGED : Published.FAILED);
        });
        try {
            send(topic, key, event, answer);
        } catch (RuntimeException e) {
            answer.completeExceptionally(translated(e));
        }
        return counted;
    }

    private <V extends SpecificRecord> void send(
            Topic<V> topic, String key, V event, CompletableFuture<RecordRef> answer) {
        byte[] value = serializer(topic).serialize(topic.name(), event);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value);
        Step step = traces.publish(topic, key);
        step.mark(record.headers());
        Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                step.failed(failure);
            }
            step.close();
            complete(answer, metadata, failure);
        });
    }

    @SuppressWarnings("unchecked") // The serializer of a topic serializes the topic's values.
    private <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
        return (Serializer<V>) serializers.computeIfAbsent(
                topic.name(), name -> serdes.of(topic).serializer());
    }

    private static void complete(
            CompletableFuture<RecordRef> answer, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        // After a failure the metadata are there too, with an offset of -1.
        if (failure != null || metadata == null) {
            answer.completeExceptionally(translated(failure));
        } else {
            answer.complete(new RecordRef(metadata.partition(), metadata.offset()));
        }
    }

    private static Throwable translated(@Nullable Throwable failure) {
        return Optional.ofNullable(failure)
                .filter(it -> !(it instanceof KafkaException || it instanceof RegistryUnavailableException))
                .orElseGet(
                        () -> new PublishException(Cause.UNAVAILABLE, "Kafka did not acknowledge in time.", failure));
    }

    @Override
    public void close() {
        producer.close(PATIENCE_AT_CLOSE);
    }
}
