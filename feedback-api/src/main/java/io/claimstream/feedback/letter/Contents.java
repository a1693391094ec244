package io.claimstream.feedback.letter;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a record: the event where the bytes say one, else the bytes. Thread-safe. */
public final class Contents {

    private static final String SNAPSHOTS = "-snapshots-by-claim-repartition";

    private final Supplier<PlacedLog> logs;
    private final EventSerdes serdes;

    /** @param logs opens the log; closed again after each look */
    public Contents(Supplier<PlacedLog> logs, EventSerdes serdes) {
        this.logs = logs;
        this.serdes = serdes;
    }

    /**
     * What stands in a record.
     *
     * @param event in the JSON form of its schema; null where the bytes are none
     * @param bytes as they stand there
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    public record Content(@Nullable JsonNode event, byte[] bytes) {

        /** The revision that an event is about; empty when it does not say. */
        public Optional<Letter.About> about() {
            return Optional.ofNullable(event)
                    .map(it -> new Letter.About(
                            it.path("insurer").asText(),
                            it.path("claimId").asText(),
                            it.path("revision").asInt()))
                    .filter(it -> ClaimKey.isInsurer(it.insurer()) && ClaimKey.isClaimId(it.claimId()));
        }
    }

    /**
     * What stands in a dead letter: no bytes, when its record had no value.
     *
     * @return empty when retention has deleted it
     * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer
     */
    public Optional<Content> ofLetter(Letter letter) {
        return letter.bytes() == 0
                ? Optional.of(new Content(null, new byte[0]))
                : read(Topics.CLAIMS_DEAD.name(), letter.id(), letter.source().topic());
    }

    /** What stands in a submission; otherwise as {@link #ofLetter}. */
    public Optional<Content> ofSubmission(LetterId id) {
        return read(Topics.CLAIMS_SUBMITTED.name(), id, Topics.CLAIMS_SUBMITTED.name());
    }

    private Optional<Content> read(String topic, LetterId id, String writtenTo) {
        try (PlacedLog log = logs.get()) {
            return log.at(topic, new RecordRef(id.partition(), id.offset())).map(it -> content(it, writtenTo));
        }
    }

    private Content content(byte[] bytes, String topic) {
        try {
            return new Content(
                    deserializer(topic)
                            .map(it -> (JsonNode) EventJson.toJson(it.deserialize(topic, bytes)))
                            .orElse(null),
                    bytes);
        } catch (DecodingException e) {
            return new Content(null, bytes);
        }
    }

    private Optional<Deserializer<? extends SpecificRecord>> deserializer(String topic) {
        if (topic.endsWith(SNAPSHOTS)) {
            return Optional.of(serdes.of(SnapshotTaken.class).deserializer());
        }
        return Topics.ALL.stream()
                .filter(it -> it.name().equals(topic) && SpecificRecord.class.isAssignableFrom(it.value()))
                .findFirst()
                .map(it ->
                        serdes.of(it.value().asSubclass(SpecificRecord.class)).deserializer());
    }
}
