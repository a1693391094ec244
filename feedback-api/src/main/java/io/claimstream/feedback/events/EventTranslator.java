package io.claimstream.feedback.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.ScorePurpose;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Makes events of records: ids, amounts and links, and nothing that is anybody's own. Not thread-safe. */
final class EventTranslator {

    private static final String BASELINE = "baseline";

    private final Map<String, BiFunction<byte[], Instant, Told>> translators = new HashMap<>();

    /** What a record tells, and when that happened. */
    private record Told(Instant at, List<FeedEvent> events) {}

    EventTranslator(EventSerdes serdes) {
        // A record that follows from a submission bears the time of that; a score says when it was made.
        add(Topics.CLAIMS_SCORED, serdes, (score, at) -> new Told(score.getScoredAt(), scored(score)));
        add(Topics.CLAIMS_REJECTED, serdes, (claim, at) -> new Told(at, rejected(claim, at)));
        add(Topics.CLAIMS_FEEDBACK, serdes, (feedback, at) -> new Told(at, said(feedback, at)));
        add(Topics.MODELS_DEPLOYMENTS, serdes, (move, at) -> new Told(move.getAt(), List.of(moved(move))));
        add(
                Topics.MODELS_VERSIONS,
                serdes,
                (version, at) -> new Told(version.getPublishedAt(), List.of(published(version))));
    }

    private <V extends SpecificRecord> void add(
            Topic<V> topic, EventSerdes serdes, BiFunction<V, Instant, Told> translate) {
        Deserializer<V> values = serdes.of(topic).deserializer();
        translators.put(topic.name(), (bytes, at) -> translate.apply(values.deserialize(topic.name(), bytes), at));
    }

    /** The events of a record; none when it cannot be decoded, as the read model has nothing of it then either. */
    Placed translate(ConsumerRecord<byte[], byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Told told = value(record, at);
        return new Placed(partition, record.offset(), told.at(), told.events());
    }

    private Told value(ConsumerRecord<byte[], byte[]> record, Instant at) {
        byte[] value = record.value();
        if (value == null) {
            return new Told(at, List.of());
        }
        try {
            return Objects.requireNonNull(translators.get(record.topic()), record.topic())
                    .apply(value, at);
        } catch (DecodingException e) {
            return new Told(at, List.of());
        }
    }

    private static List<FeedEvent> scored(ClaimScored score) {
        if (score.getPurpose() != ScorePurpose.LIVE || !isAddressed(score.getInsurer(), score.getClaimId())) {
            return List.of();
        }
        ObjectNode json = claim(score.getInsurer(), score.getClaimId())
                .put("revision", score.getRevision())
                .put("at", score.getScoredAt().toString())
                .put("scoreId", score.getScoreId());
        ObjectNode waits = json.deepCopy().put("action", "arrived");
        json.put("estimate", score.getEstimate()).put("currency", score.getCurrency());
        score.getInterval()
                .ifPresent(it ->
                        json.putObject("interval").put("lower", it.getLower()).put("upper", it.getUpper()));
        json.put("modelVersion", score.getModelVersion());
        String link = "/v1/scores/" + score.getScoreId();
        return List.of(
                FeedEvent.of(EventKind.SCORE, score.getInsurer(), json.put("link", link)),
                FeedEvent.of(EventKind.QUEUE, score.getInsurer(), waits.put("link", link)));
    }

    private static List<FeedEvent> rejected(ClaimRejected claim, Instant at) {
        if (!isAddressed(claim.getInsurer(), claim.getClaimId())) {
            return List.of();
        }
        ObjectNode json = claim(claim.getInsurer(), claim.getClaimId())
                .put("revision", claim.getRevision())
                .put("at", at.toString());
        var rules = json.putArray("violations");
        claim.getViolations()
                .forEach(it -> rules.addObject().put("code", it.getCode()).put("field", it.getField()));
        return List.of(FeedEvent.of(
                EventKind.REJECTION,
                claim.getInsurer(),
                json.put("link", FeedEvent.link(new ClaimKey(claim.getInsurer(), claim.getClaimId())))));
    }

    /** A withdrawal takes a word back; whether another still stands, the claim says. */
    private static List<FeedEvent> said(ClaimFeedback feedback, Instant at) {
        if (!isAddressed(feedback.getInsurer(), feedback.getClaimId())) {
            return List.of();
        }
        ObjectNode json = claim(feedback.getInsurer(), feedback.getClaimId());
        feedback.getRevision().ifPresent(it -> json.put("revision", it));
        json.put("at", at.toString());
        feedback.getScoreId().ifPresent(it -> json.put("scoreId", it));
        if (feedback.getKind() == FeedbackKind.WITHDRAWN) {
            json.put("action", "withdrawn");
        } else {
            json.put("action", "decided")
                    .put("decision", feedback.getKind().name().toLowerCase(Locale.ROOT));
        }
        return List.of(FeedEvent.of(
                EventKind.QUEUE,
                feedback.getInsurer(),
                json.put("link", FeedEvent.link(new ClaimKey(feedback.getInsurer(), feedback.getClaimId())))));
    }

    private static FeedEvent moved(ModelDeployment move) {
        ModelSlot slot = move.getSlot();
        Optional<String> insurer = slot.getInsurer();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("action", move.getAction().name().toLowerCase(Locale.ROOT))
                .put("version", move.getVersion())
                .put("previousVersion", move.getPreviousVersion().orElse(BASELINE))
                .put("lineOfBusiness", slot.getLineOfBusiness())
                .put("currency", slot.getCurrency());
        insurer.ifPresent(it -> json.put("insurer", it));
        json.put("at", move.getAt().toString()).put("link", "/v1/models");
        return FeedEvent.of(EventKind.MODEL, insurer.orElse(null), json);
    }

    private static FeedEvent published(ModelVersion version) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("action", "published")
                .put("version", version.getVersion())
                .put("at", version.getPublishedAt().toString())
                .put("link", "/v1/models");
        return FeedEvent.of(EventKind.MODEL, null, json);
    }

    private static boolean isAddressed(String insurer, String claimId) {
        return ClaimKey.isInsurer(insurer) && ClaimKey.isClaimId(claimId);
    }

    private static ObjectNode claim(String insurer, String claimId) {
        return JsonNodeFactory.instance.objectNode().put("insurer", insurer).put("claimId", claimId);
    }
}
