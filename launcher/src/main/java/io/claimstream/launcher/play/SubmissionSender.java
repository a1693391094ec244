package io.claimstream.launcher.play;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.simulator.SimulatedEvent.Rubbish;
import io.claimstream.simulator.SimulatedEvent.Submission;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The upstream systems: produces submissions, and what only looks like one. Sends in the background; not thread-safe. */
final class SubmissionSender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<ClaimSubmitted> serializer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    SubmissionSender(Map<String, ?> connection, EventSerdes serdes) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.serializer = serdes.of(Topics.CLAIMS_SUBMITTED).serializer();
    }

    void send(Submission submission) {
        ClaimSubmitted claim = submission.claim();
        byte[] key = new ClaimKey(claim.getInsurer(), claim.getClaimId()).text().getBytes(StandardCharsets.UTF_8);
        send(key, serializer.serialize(Topics.CLAIMS_SUBMITTED.name(), claim));
    }

    void send(Rubbish rubbish) {
        send(null, rubbish.toArray());
    }

    /**
     * Waits until everything sent is acknowledged.
     *
     * @throws IllegalStateException when something was not
     */
    void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("Expected every submission to be acknowledged, but one was not.", failed);
        }
    }

    private void send(byte @Nullable [] key, byte[] value) {
        // The callback sees every failure; waiting for each record would send them one at a time.
        var unused =
                producer.send(new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), key, value), (metadata, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
