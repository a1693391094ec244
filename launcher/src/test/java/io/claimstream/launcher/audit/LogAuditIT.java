package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DeploymentAction;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records written by hand, one of each fate, all on partition 0. */
@Timeout(120)
class LogAuditIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final byte[] RUBBISH = {1, 2, 3};

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void shouldPutEachFateInItsCounter() {
        try (LogAudit audit =
                new LogAudit(Map.of("bootstrap.servers", KAFKA.get().bootstrapServers()), registry)) {
            // Given
            commit(submissions());
            commit(outcomes());
            commit(loop());
            abort(List.of(
                    record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-aborted")),
                    record(Topics.CLAIMS_SCORED, Events.scored("c-ok").build())));

            // When
            AuditReport report = audit.refresh();

            // Then
            assertThat(report)
                    .isEqualTo(new AuditReport(
                            5,
                            7,
                            3,
                            1,
                            1,
                            1,
                            1,
                            2,
                            1,
                            3,
                            3,
                            1,
                            1,
                            0,
                            Optional.empty(),
                            Optional.of("m-1"),
                            List.of(accuracyOfTheTrained())));
            assertThat(report.balanced()).isFalse();

            // When: what was missing comes later
            commit(List.of(
                    record(Topics.CLAIMS_SCORED, Events.scored("c-unscored").build()),
                    record(Topics.CLAIMS_REJECTED, Events.rejected(Events.submitted("c-lost"), 2))));
            AuditReport later = audit.refresh();

            // Then
            assertThat(later.lost()).isZero();
            assertThat(later.submitted()).isEqualTo(7);
            assertThat(later.scored()).isEqualTo(4);
            assertThat(later.scoredByModel()).isEqualTo(4);
            assertThat(later.rejected()).isEqualTo(2);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> submissions() {
        return List.of(
                record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-ok")),
                record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-ok")),
                record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-lost")),
                record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-scored-twice")),
                record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-bad")),
                new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), 0, key(), RUBBISH),
                record(Topics.CLAIMS_SUBMITTED, Events.submitted("c-unscored")));
    }

    private List<ProducerRecord<byte[], byte[]>> outcomes() {
        return List.of(
                record(Topics.CLAIMS_ACCEPTED, Events.accepted(Events.submitted("c-ok"), 0)),
                record(Topics.CLAIMS_ACCEPTED, Events.accepted(Events.submitted("c-scored-twice"), 3)),
                record(Topics.CLAIMS_REJECTED, Events.rejected(Events.submitted("c-bad"), 4)),
                deadLetter(Topics.CLAIMS_SUBMITTED, 5),
                record(Topics.CLAIMS_ACCEPTED, Events.accepted(Events.submitted("c-unscored"), 6)),
                deadLetter(Topics.CLAIMS_ACCEPTED, 5),
                record(Topics.CLAIMS_SCORED, Events.scored("c-ok").build()),
                record(Topics.CLAIMS_SCORED, Events.scored("c-scored-twice").build()),
                record(Topics.CLAIMS_SCORED, Events.scored("c-scored-twice").build()));
    }

    private List<ProducerRecord<byte[], byte[]>> loop() {
        return List.of(
                record(Topics.CLAIMS_FEATURES, Events.features("c-ok")),
                record(Topics.CLAIMS_FEEDBACK, Events.settled("f-1", "c-ok", "1100.00")),
                record(Topics.CLAIMS_FEEDBACK, Events.settled("f-1", "c-ok", "1100.00")),
                record(Topics.CLAIMS_LABELLED, Events.labelled("c-ok")),
                record(Topics.MODELS_VERSIONS, Events.version("m-1", 0, 1)),
                record(Topics.MODELS_DEPLOYMENTS, Events.deployment(DeploymentAction.PROMOTED, "m-1")));
    }

    private static AccuracyPoint accuracyOfTheTrained() {
        return new AccuracyPoint(
                "acme",
                "c-ok",
                1,
                "m-1",
                new BigDecimal("1000.00"),
                new BigDecimal("820.00"),
                new BigDecimal("1100.00"),
                true);
    }

    private static void commit(List<ProducerRecord<byte[], byte[]>> records) {
        KAFKA.get().send(new ArrayList<>(records), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void abort(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", KAFKA.get().bootstrapServers(), "transactional.id", "to-be-aborted");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            producer.flush();
            assertThat(sent).as("written before the abort").allMatch(Future::isDone);
            producer.abortTransaction();
        }
    }

    private <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(Topic<V> topic, V value) {
        byte[] bytes = serdes.of(topic).serializer().serialize(topic.name(), value);
        return new ProducerRecord<>(topic.name(), 0, key(), bytes);
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(Topic<?> source, long offset) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.CLAIMS_DEAD.name(), 0, key(), RUBBISH);
        record.headers()
                .add(DeadLetterHeaders.TOPIC, text(source.name()))
                .add(DeadLetterHeaders.PARTITION, text("0"))
                .add(DeadLetterHeaders.OFFSET, text(Long.toString(offset)));
        return record;
    }

    private static byte[] key() {
        return text("acme|any");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
