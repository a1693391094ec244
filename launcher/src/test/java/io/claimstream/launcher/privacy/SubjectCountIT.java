package io.claimstream.launcher.privacy;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.event.EntityKind;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.Violation;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records of every kind, of two claimants, all on partition 0: one has them at even offsets, the other at odd ones. */
@Timeout(120)
class SubjectCountIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Instant NOON = Instant.parse("2024-06-11T12:00:00Z");
    private static final BigDecimal MONEY = new BigDecimal("820.00");

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    @Test
    void shouldCountWhatNamesOneClaimant() {
        // Given
        plant("own", 0);
        plant("other", 1);
        // Sent twice, and counted once.
        add(Topics.CLAIMS_FEEDBACK, feedback("own"));
        add(Topics.CLAIMS_CONTESTS, ended("own"));
        add(Topics.CLAIMS_APPROVALS, declined("own"));
        KAFKA.get().send(new ArrayList<>(records), new ByteArraySerializer(), new ByteArraySerializer());

        // When
        Map<String, Long> counts = new SubjectCount(
                        Map.of("bootstrap.servers", KAFKA.get().bootstrapServers()), registry)
                .count("acme", "p-own");

        // Then
        assertThat(counts).hasSize(15).allSatisfy((topic, number) -> assertThat(number)
                .as(topic)
                .isEqualTo(topic.equals(Topics.CLAIMS_HISTORY.name()) ? 2 : 1));
    }

    private void plant(String tag, long offset) {
        String claimId = "c-" + tag;
        RecordRef place = new RecordRef(0, offset);
        var submitted = aClaim(claimId).withClaimant("Reference " + tag).build();
        add(Topics.CLAIMS_SUBMITTED, submitted);
        add(
                Topics.CLAIMS_ACCEPTED,
                ClaimAccepted.newBuilder(aClaim(claimId).buildAccepted(place))
                        .setClaimantPseudonym("p-" + tag)
                        .build());
        add(Topics.CLAIMS_PROTECTED, new ClaimProtected("acme", claimId, 1, 42, "Other", place));
        add(
                Topics.CLAIMS_REJECTED,
                new ClaimRejected(
                        "acme",
                        claimId,
                        2,
                        "test",
                        List.of(new Violation("TEXT_BLANK", "policy", "Expected a text.")),
                        "00",
                        new RecordRef(0, 99L)));
        add(Topics.CLAIMS_FEATURES, features(tag, place));
        add(Topics.CLAIMS_SCORED, score(tag, ScorePurpose.LIVE));
        add(Topics.CLAIMS_RESCORED, score(tag, ScorePurpose.SHADOW));
        add(
                Topics.CLAIMS_RESCORE_REQUESTS,
                RescoreRequest.newBuilder()
                        .setRequestId("q-" + tag)
                        .setInsurer("acme")
                        .setClaimId(claimId)
                        .setRevision(1)
                        .setScoreId("s-" + tag)
                        .setFeatures(place)
                        .setReason("r")
                        .setActor("key:k_1")
                        .setRequestedAt(NOON)
                        .build());
        add(
                Topics.CLAIMS_RESCORE_REFUSALS,
                new RescoreRefused("q-" + tag, "acme", claimId, 1, "s-" + tag, "FEATURES_GONE", "Gone.", NOON));
        add(Topics.CLAIMS_FEEDBACK, feedback(tag));
        add(Topics.CLAIMS_CONTESTS, ended(tag));
        add(Topics.CLAIMS_APPROVALS, declined(tag));
        add(Topics.CLAIMS_LABELLED, label(tag, place));
        for (EntityKind kind : List.of(EntityKind.CLAIMANT, EntityKind.PROVIDER)) {
            String entity = kind == EntityKind.CLAIMANT ? "p-" + tag : "p-clinic";
            add(
                    Topics.CLAIMS_HISTORY,
                    new HistoryEvent(kind, entity, "GBP", "acme", claimId, 1, NOON, null, null, true, false));
        }
        records.add(
                new ProducerRecord<>(Topics.CLAIMS_DEAD.name(), 0, key(), encoded(Topics.CLAIMS_SUBMITTED, submitted)));
    }

    private static ApprovalDeclined declined(String tag) {
        return new ApprovalDeclined(
                "a-" + tag,
                "acme",
                "c-" + tag,
                1,
                "s-" + tag,
                FeedbackKind.CORRECTED,
                "GBP",
                MONEY,
                null,
                null,
                "user:u_1",
                NOON,
                "user:u_2",
                NOON);
    }

    private static ContestEnded ended(String tag) {
        return new ContestEnded(
                "co-" + tag,
                "acme",
                "c-" + tag,
                1,
                "s-" + tag,
                ContestOutcome.UPHELD,
                null,
                "user:u_1",
                NOON,
                NOON,
                NOON);
    }

    private static ClaimFeatures features(String tag, RecordRef accepted) {
        return ClaimFeatures.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-" + tag)
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(NOON)
                .setClaimantPseudonym("p-" + tag)
                .setFeatureSet("v1")
                .setValues(List.of(1f))
                .setUnseenCategories(List.of())
                .setSumOfHeads(MONEY)
                .setAccepted(accepted)
                .setSnapshots(List.of())
                .build();
    }

    private static ClaimScored score(String tag, ScorePurpose purpose) {
        return ClaimScored.newBuilder()
                .setScoreId("s-" + tag)
                .setInsurer("acme")
                .setClaimId("c-" + tag)
                .setRevision(1)
                .setPurpose(purpose)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(MONEY)
                .setBaseValue(MONEY)
                .setReasons(List.of())
                .setOtherReasons(MONEY)
                .setReviewReasons(List.of())
                .setModelVersion("baseline")
                .setFeatureSet("v1")
                .setEngineVersion("compiled/1")
                .setFeatures(new RecordRef(0, 0L))
                .setEventTime(NOON)
                .setScoredAt(NOON)
                .build();
    }

    private static ClaimFeedback feedback(String tag) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId("f-" + tag)
                .setInsurer("acme")
                .setClaimId("c-" + tag)
                .setKind(FeedbackKind.SETTLED)
                .setAmount(MONEY)
                .setActor("upstream")
                .setEventTime(NOON)
                .build();
    }

    private static ClaimLabelled label(String tag, RecordRef features) {
        return ClaimLabelled.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-" + tag)
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setClaimantPseudonym("p-" + tag)
                .setFeatureSet("v1")
                .setValues(List.of(1f))
                .setSumOfHeads(MONEY)
                .setFeatures(features)
                .setScoreId("s-" + tag)
                .setEstimate(MONEY)
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(MONEY)
                .setFeedbackId("f-" + tag)
                .setClaimEventTime(NOON)
                .setLabelEventTime(NOON)
                .build();
    }

    private <V extends SpecificRecord> void add(Topic<V> topic, V value) {
        records.add(new ProducerRecord<>(topic.name(), 0, key(), encoded(topic, value)));
    }

    private <V extends SpecificRecord> byte[] encoded(Topic<V> topic, V value) {
        return serdes.of(topic).serializer().serialize(topic.name(), value);
    }

    private static byte[] key() {
        return "key".getBytes(StandardCharsets.UTF_8);
    }
}
