package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What stands on topics where no table says at which places. They are looked through from the Kafka timestamp of the claimant's first claim on; submissions and dead letters,
 * of which there are 30 days, from their beginning. Not thread-safe.
 */
final class LogSections {

    /** Topics between steps hold the same events as others; this is how their names end. */
    private static final Map<String, Class<? extends SpecificRecord>> BETWEEN_STEPS = Map.of(
            "-submitted-by-claim-repartition", ClaimSubmitted.class,
            "-snapshots-by-claim-repartition", SnapshotTaken.class,
            "-settlements-by-claim-repartition", ClaimFeedback.class,
            "-feedback-by-claim-repartition", ClaimFeedback.class);

    private final Gathering with;
    private final Map<Class<?>, Deserializer<? extends SpecificRecord>> decoders = new HashMap<>();

    LogSections(Gathering with) {
        this.with = with;
    }

    /** How submissions name the claimant, as far as the submissions of accepted revisions are still there. */
    OwnReferences references() {
        Set<String> words = new HashSet<>();
        with.own().all().forEach(revision -> with.log()
                .at(Topics.CLAIMS_SUBMITTED, revision.submitted())
                .filter(it ->
                        it.getClaimId().equals(revision.claim().claimId()) && it.getRevision() == revision.number())
                .ifPresent(it -> words.add(it.getClaimant())));
        return new OwnReferences(with.own(), words);
    }

    void protectedAttributes() {
        with.out().section(Section.PROTECTED);
        with.out().expect(Topics.CLAIMS_PROTECTED);
        with.log().scan(Topics.CLAIMS_PROTECTED, with.own().since(), (record, event) -> {
            if (with.own().has(event.getInsurer(), event.getClaimId(), event.getRevision())) {
                with.out().record(Topics.CLAIMS_PROTECTED, EventJson.toJson(event));
            }
        });
    }

    /**
     * Submissions that name the claimant.
     *
     * @return the places of those whose rejections are not found by the claimant's claims
     */
    List<RecordRef> submissions(OwnReferences references) {
        List<RecordRef> strays = new ArrayList<>();
        with.out().section(Section.SUBMISSIONS);
        with.out().expect(Topics.CLAIMS_SUBMITTED);
        with.log().scan(Topics.CLAIMS_SUBMITTED, Instant.EPOCH, (record, event) -> {
            if (!event.getInsurer().equals(with.own().subject().insurer())) {
                return;
            }
            ObjectNode json = EventJson.toJson(event);
            RecordRef place = new RecordRef(record.partition(), record.offset());
            if (references.isOwn(json, time(record)) && !(references.words().isEmpty() && isRejected(place))) {
                with.out().record(Topics.CLAIMS_SUBMITTED, json.put("submittedAt", at(record)));
                strays.add(place);
            }
        });
        return strays;
    }

    /** What was sent as a revision that is known and says something else may name somebody else too. */
    private boolean isRejected(RecordRef place) {
        return with.handle()
                .createQuery("select 1 from view_rejection where submitted_partition = :partition"
                        + " and submitted_offset = :offset")
                .bind("partition", place.getPartition())
                .bind("offset", place.getOffset())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Every score that decided nothing: done again, and in shadow. */
    void scoresAgain() {
        with.out().section(Section.SCORES_AGAIN);
        with.out().expect(Topics.CLAIMS_RESCORED);
        with.log().scan(Topics.CLAIMS_RESCORED, with.own().since(), (record, event) -> {
            if (with.own().has(event.getInsurer(), event.getClaimId(), event.getRevision())) {
                with.out().record(Topics.CLAIMS_RESCORED, EventJson.toJson(event));
            }
        });
    }

    void history() {
        with.out().section(Section.HISTORY);
        with.out().expect(Topics.CLAIMS_HISTORY);
        with.log().scan(Topics.CLAIMS_HISTORY, with.own().since(), (record, event) -> {
            if (isOwn(event)) {
                with.out().record(Topics.CLAIMS_HISTORY, EventJson.toJson(event));
            }
        });
    }

    /** Of a provider's history what the claimant's revisions added to it; never of another claimant's. */
    private boolean isOwn(HistoryEvent event) {
        return event.getEntityKind() == EntityKind.CLAIMANT
                ? event.getInsurer().equals(with.own().subject().insurer())
                        && event.getEntity().equals(with.own().subject().pseudonym())
                : with.own().has(event.getInsurer(), event.getClaimId(), event.getRevision());
    }

    void deadLetters(OwnReferences references) {
        with.out().section(Section.DEAD_LETTERS);
        with.out().expect(Topics.CLAIMS_DEAD);
        with.log().scanBytes(Topics.CLAIMS_DEAD, Instant.EPOCH, record -> event(record)
                .filter(it -> references.isOwn(it, time(record)))
                .ifPresent(it -> with.out().record(Topics.CLAIMS_DEAD, letter(record, it))));
    }

    private static ObjectNode letter(ConsumerRecord<byte[], byte[]> record, ObjectNode event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("insurer", "claimId", "revision")) {
            JsonNode value = event.get(name);
            if (value != null) {
                json.set(name, value);
            }
        }
        json.put("diedAt", at(record))
                .put("code", said(record, DeadLetterHeaders.CODE))
                .put("service", said(record, DeadLetterHeaders.SERVICE))
                .put("topic", said(record, DeadLetterHeaders.TOPIC));
        json.set("record", AcceptedSections.unsealed(event));
        return json;
    }

    private Optional<ObjectNode> event(ConsumerRecord<byte[], byte[]> record) {
        String topic = said(record, DeadLetterHeaders.TOPIC);
        return record.value() == null
                ? Optional.empty()
                : type(topic)
                        .map(it -> decoders.computeIfAbsent(
                                it, ignored -> with.log().decoder(it)))
                        .flatMap(it -> LogReader.decoded(topic, it, record.value()))
                        .map(EventJson::toJson)
                        .filter(it -> ClaimKey.isInsurer(it.path("insurer").asText()));
    }

    private static Optional<Class<? extends SpecificRecord>> type(String topic) {
        return BETWEEN_STEPS.entrySet().stream()
                .filter(it -> topic.endsWith(it.getKey()))
                .<Class<? extends SpecificRecord>>map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Topics.ALL.stream()
                        .filter(it -> it.name().equals(topic) && SpecificRecord.class.isAssignableFrom(it.value()))
                        .findFirst()
                        .map(it -> it.value().asSubclass(SpecificRecord.class)));
    }

    private static String said(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String at(ConsumerRecord<byte[], byte[]> record) {
        return time(record).toString();
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }
}
