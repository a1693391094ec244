package io.claimstream.benchmarks.pages;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Scores of claims that nobody has seen before, at a steady rate: each is an event of the queue. In a thread of its own until all are sent. */
final class EventLoad {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread sender;

    /**
     * Begins to send.
     *
     * @param perSecond events a second
     * @param seconds for so long
     */
    EventLoad(String bootstrapServers, EventSerdes serdes, int perSecond, int seconds) {
        Serializer<ClaimScored> values = serdes.of(Topics.CLAIMS_SCORED).serializer();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.sender = new Thread(() -> send(values, perSecond, seconds), "events");
        sender.setDaemon(true);
        sender.start();
    }

    private void send(Serializer<ClaimScored> values, int perSecond, int seconds) {
        long began = System.nanoTime();
        for (long sent = 0; sent < (long) perSecond * seconds; ) {
            long due = (System.nanoTime() - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
            for (; sent < Math.min(due, (long) perSecond * seconds); sent++) {
                ClaimScored score = score(sent);
                byte[] key = new ClaimKey(score.getInsurer(), score.getClaimId())
                        .text()
                        .getBytes(StandardCharsets.UTF_8);
                // What is not acknowledged is not told, and the count of the page shows it.
                var unused = producer.send(new ProducerRecord<>(
                        Topics.CLAIMS_SCORED.name(), key, values.serialize(Topics.CLAIMS_SCORED.name(), score)));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static ClaimScored score(long number) {
        Instant now = Instant.now();
        return ClaimScored.newBuilder()
                .setScoreId("s_new" + number)
                .setInsurer(WaitingClaims.INSURER)
                .setClaimId("new-" + number)
                .setRevision(1)
                .setPurpose(ScorePurpose.LIVE)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(new BigDecimal("1200.00"))
                .setInterval(new Interval(new BigDecimal("900.00"), new BigDecimal("1600.00"), 0.9))
                .setConfidence(0.42)
                .setBaseValue(new BigDecimal("1000.00"))
                .setReasons(List.of())
                .setOtherReasons(new BigDecimal("200.00"))
                .setReviewReasons(List.of())
                .setModelVersion("m-0123456789ab")
                .setFeatureSet("v1")
                .setEngineVersion("3.0.4")
                .setFeatures(new RecordRef(0, number))
                .setEventTime(now)
                .setScoredAt(now)
                .build();
    }

    /** Waits until all are sent and acknowledged. Once. */
    void await() throws InterruptedException {
        sender.join();
        producer.close();
    }
}
