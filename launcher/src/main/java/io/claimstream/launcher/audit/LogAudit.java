package io.claimstream.launcher.audit;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Counts from the topics alone, read committed from the beginning. Holds an entry for each record in memory: fit for
 * demonstrations and tests, not for years of production. Not thread-safe.
 */
public final class LogAudit implements AutoCloseable {

    private final EventSerdes serdes;
    private final TopicTail tail;
    private final SubmissionLedger submissions = new SubmissionLedger();
    private final AccuracyLedger accuracy = new AccuracyLedger();
    private final ModelLedger models = new ModelLedger();
    private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers = new LinkedHashMap<>();

    /**
     * Connects; nothing is read yet.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param registry where the schemas of the records are
     */
    public LogAudit(Map<String, ?> connection, SchemaRegistry registry) {
        this.serdes = new EventSerdes(registry);
        defineReaders();
        this.tail = new TopicTail(connection, readers.keySet());
    }

    /**
     * Reads what was written since the last call and says how everything stands. The topics must exist.
     *
     * @throws DecodingException when a record other than a submitted one cannot be decoded
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when the registry cannot be asked
     * @throws org.apache.kafka.common.KafkaException when the brokers cannot be asked
     */
    public AuditReport refresh() {
        tail.readToEnd(record -> {
            Consumer<ConsumerRecord<byte[], byte[]>> reader = readers.get(record.topic());
            if (reader != null) {
                reader.accept(record);
            }
        });
        return report();
    }

    @Override
    public void close() {
        tail.close();
    }

    private void defineReaders() {
        Deserializer<ClaimSubmitted> submitted =
                serdes.of(Topics.CLAIMS_SUBMITTED).deserializer();
        readers.put(
                Topics.CLAIMS_SUBMITTED.name(),
                record -> submissions.submitted(Ref.of(record), decodable(submitted, record)));
        on(Topics.CLAIMS_ACCEPTED, (record, value) -> submissions.accepted(value));
        on(Topics.CLAIMS_REJECTED, (record, value) -> submissions.rejected(value));
        readers.put(Topics.CLAIMS_DEAD.name(), this::dead);
        on(Topics.CLAIMS_FEATURES, (record, value) -> accuracy.features(value));
        on(Topics.CLAIMS_SCORED, (record, value) -> {
            submissions.scored(value);
            accuracy.scored(value);
        });
        on(
                Topics.CLAIMS_FEEDBACK,
                (record, value) -> accuracy.feedback(value, Instant.ofEpochMilli(record.timestamp())));
        on(Topics.CLAIMS_LABELLED, (record, value) -> models.labelled(Ref.of(record), value));
        on(Topics.MODELS_VERSIONS, (record, value) -> models.version(value));
        on(Topics.MODELS_DEPLOYMENTS, (record, value) -> models.deployment(value));
    }

    private <V extends SpecificRecord> void on(Topic<V> topic, BiConsumer<ConsumerRecord<byte[], byte[]>, V> reader) {
        Deserializer<V> deserializer = serdes.of(topic).deserializer();
        readers.put(
                topic.name(), record -> reader.accept(record, deserializer.deserialize(topic.name(), record.value())));
    }

    /** Anyone may write to the topic of submissions, so what cannot be decoded there is expected. */
    private static Optional<ClaimSubmitted> decodable(
            Deserializer<ClaimSubmitted> deserializer, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(deserializer.deserialize(record.topic(), record.value()));
        } catch (DecodingException e) {
            return Optional.empty();
        }
    }

    private void dead(ConsumerRecord<byte[], byte[]> record) {
        DeadLetterSource.submitted(record.headers())
                .ifPresentOrElse(submissions::deadLettered, submissions::deadLetteredElsewhere);
    }

    private AuditReport report() {
        Set<Claim> trainedOn = models.trainedOn();
        return new AuditReport(
                submissions.claims(),
                submissions.submitted(),
                submissions.accepted(),
                submissions.rejected(),
                submissions.deadLettered(),
                submissions.deadElsewhere(),
                submissions.duplicates(),
                submissions.lost(),
                submissions.doubled(),
                submissions.scored(),
                submissions.scoredByModel(),
                accuracy.feedback(),
                models.published(),
                models.refused(),
                models.refusal(),
                models.champion(),
                accuracy.points(trainedOn::contains));
    }
}
