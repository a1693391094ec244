package io.claimstream.launcher.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RemovedRecord;
import io.claimstream.event.SubjectErased;
import io.claimstream.launcher.offline.Finding.Outcome;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.Claims;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Scores as the stream writes them, beside some that were written otherwise. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecomputeIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    @TempDir
    private Path directory;

    @Test
    @Order(1)
    void shouldFindEveryScoreEqualButThoseThatWereTamperedWith() throws Exception {
        // Given
        Settings settings = TrainedModel.settings(
                directory.resolve("data"),
                Map.of("kafka.bootstrap.servers", KAFKA.get().bootstrapServers()));
        ModelDirectory trained = TrainedModel.in(directory, settings);
        publish(trained.bundle(), trained);
        List<ClaimFeatures> features = List.of(features("c-0"), features("c-1"), features("c-2"), features("c-3"));
        features.forEach(it -> send(Topics.CLAIMS_FEATURES, it));
        List<ClaimScored> scores = new ArrayList<>();
        try (OfflineModel model = TrainedModel.open(directory, settings)) {
            scores.add(byModel(model, features, 0));
            scores.add(byModel(model, features, 1));
            scores.add(Scorer.baseline(features.get(2), new RecordRef(0, 2L), ReviewReason.NO_MODEL, TrainedModel.NOW));
            scores.add(tampered(byModel(model, features, 3), it -> it.setEstimate(new BigDecimal("1.00"))));
            scores.add(tampered(scores.get(0), it -> it.setModelVersion("m-000000000000")));
            scores.add(tampered(scores.get(0), it -> it.setFeatures(new RecordRef(0, 99L))));
            scores.add(tampered(scores.get(0), it -> it.setCalibration(9)));
            scores.add(tampered(scores.get(0), it -> it.setEngineVersion("compiled/0")));
        }
        scores.forEach(it -> send(Topics.CLAIMS_SCORED, it));
        ClaimScored again = Scorer.rescore(scores.get(0), ScoreId.rescore("q_1"));
        send(Topics.CLAIMS_RESCORED, again);
        send(Topics.CLAIMS_RESCORED, Scorer.shadow(scores.get(1)));
        send(Topics.CLAIMS_RESCORED, tampered(again, it -> it.setEstimate(new BigDecimal("1.00"))
                .setScoreId("s_tampered")));
        sendBytes(Topics.CLAIMS_SCORED, "no score".getBytes(StandardCharsets.UTF_8));

        try (Recompute recompute = new Recompute(settings, serdes, TrainedModel.SILENT)) {
            // When
            RecomputeTotals totals = new RecomputeTotals();
            List<Finding> findings = new ArrayList<>();
            recompute.all(finding -> {
                totals.add(finding);
                findings.add(finding);
            });

            // Then
            assertThat(findings)
                    .extracting(Finding::outcome)
                    .containsExactly(
                            Outcome.EQUAL,
                            Outcome.EQUAL,
                            Outcome.EQUAL,
                            Outcome.DIFFERENT,
                            Outcome.UNFOUNDED,
                            Outcome.UNFOUNDED,
                            Outcome.UNFOUNDED,
                            Outcome.UNFOUNDED,
                            Outcome.UNFOUNDED);
            assertThat(findings.subList(3, 9))
                    .extracting(Finding::detail)
                    .containsExactly(
                            "estimate",
                            "model 'm-000000000000' is not whole on the models topics",
                            "no features record stands where the score says",
                            "calibration 9 was not published",
                            "engine 'compiled/0' is not in this build, which has compiled/1, xgboost4j-3.0.4/1",
                            "the score cannot be decoded");
            assertThat(findings.subList(3, 9))
                    .extracting(finding -> finding.gap().map(Gap::name).orElse(""))
                    .containsExactly(
                            "",
                            "MODEL_MISSING",
                            "FEATURES_MISSING",
                            "CALIBRATION_MISSING",
                            "UNKNOWN_ENGINE",
                            "SCORE_UNREADABLE");
            assertThat(findings.get(7).toJson().get("code").asText()).isEqualTo("UNKNOWN_ENGINE");
            assertThat(findings.get(7).toJson().get("hint").asText()).startsWith("use a release of Claimstream");
            assertThat(totals.differences()).isEqualTo(6);
            assertThat(totals.toJson().get("equal").asLong()).isEqualTo(3);
            assertThat(recompute.one(scores.get(3).getScoreId()))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERENT));
            assertThat(recompute.one("s_unknown")).isEmpty();
            assertThat(recompute.one(again.getScoreId()))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.EQUAL));
            List<Finding> withoutEffect = new ArrayList<>();
            recompute.withoutEffect(withoutEffect::add);
            assertThat(withoutEffect)
                    .extracting(Finding::outcome)
                    .containsExactly(Outcome.EQUAL, Outcome.EQUAL, Outcome.DIFFERENT);
        }
    }

    @Test
    @Order(2)
    void shouldAnswerWithTheReceiptForWhoIsErased() throws Exception {
        // Given: features of somebody who is erased, features that an erasure removed, and features that are lost.
        Settings settings = TrainedModel.settings(
                directory.resolve("data"),
                Map.of("kafka.bootstrap.servers", KAFKA.get().bootstrapServers()));
        TrustedEvents.trust();
        ClaimFeatures erased = ClaimFeatures.newBuilder(features("c-erased"))
                .setClaimantPseudonym("p-erased")
                .build();
        sendTo(1, Topics.CLAIMS_FEATURES, erased);
        ClaimScored score = Scorer.baseline(erased, new RecordRef(1, 0L), ReviewReason.NO_MODEL, TrainedModel.NOW);
        Map<Integer, Long> written = Map.of(0, scores(0), 1, scores(1));
        sendTo(1, Topics.CLAIMS_SCORED, score);
        sendTo(1, Topics.CLAIMS_SCORED, tampered(score, it -> it.setScoreId("s_removed")
                .setFeatures(new RecordRef(1, 70L))));
        sendTo(1, Topics.CLAIMS_SCORED, tampered(score, it -> it.setScoreId("s_lost")
                .setFeatures(new RecordRef(1, 71L))));
        send(
                Topics.PRIVACY_ERASURES,
                SubjectErased.newBuilder()
                        .setInsurer(erased.getInsurer())
                        .setClaimantPseudonym("p-erased")
                        .setReceipt("e-1")
                        .setErasedAt(TrainedModel.NOW)
                        .setRemoved(List.of(new RemovedRecord(Topics.CLAIMS_FEATURES.name(), 1, 70L)))
                        .build());

        try (Recompute recompute = new Recompute(settings, serdes, TrainedModel.SILENT)) {
            // When
            List<Finding> findings = new ArrayList<>();
            RecomputeTotals totals = new RecomputeTotals();
            recompute.since(written, finding -> {
                findings.add(finding);
                totals.add(finding);
            });

            // Then
            assertThat(findings)
                    .extracting(Finding::outcome)
                    .containsExactly(Outcome.ERASED, Outcome.ERASED, Outcome.UNFOUNDED);
            assertThat(findings.subList(0, 2))
                    .allSatisfy(finding ->
                            assertThat(finding.toJson().get("answer").asText()).isEqualTo("erased, receipt e-1"));
            assertThat(totals.differences()).isEqualTo(1);
            assertThat(totals.toJson().get("erased").asLong()).isEqualTo(2);
            assertThat(totals.toJson().get("equal").asLong()).isZero();
            assertThat(totals.toJson().get("firstErased")).hasSize(2);
            assertThat(recompute.one(score.getScoreId())).singleElement().matches(Finding::isErased);
        }
    }

    @Test
    void shouldPickRecordsFarApart() {
        try (EvidenceLog log = new EvidenceLog(TrainedModel.settings(
                directory, Map.of("kafka.bootstrap.servers", KAFKA.get().bootstrapServers())))) {
            // Given
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                records.add(new ProducerRecord<>(
                        Topics.CLAIMS_DEAD.name(), 1, null, Integer.toString(i).getBytes(StandardCharsets.UTF_8)));
            }
            KAFKA.get().send(records, new ByteArraySerializer(), new ByteArraySerializer());
            List<RecordRef> refs = List.of(
                    new RecordRef(1, 0L),
                    new RecordRef(1, 10L),
                    new RecordRef(1, 2_900L),
                    new RecordRef(1, 1_000_000L),
                    new RecordRef(99, 0L));

            // When
            Map<RecordRef, byte[]> found = log.at(Topics.CLAIMS_DEAD.name(), refs);

            // Then
            assertThat(found).containsOnlyKeys(refs.get(0), refs.get(1), refs.get(2));
            assertThat(found.get(refs.get(2))).asString().isEqualTo("2900");
        }
    }

    private static long scores(int partition) {
        return KAFKA
                .get()
                .readAll(Topics.CLAIMS_SCORED.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .stream()
                .filter(it -> it.partition() == partition)
                .count();
    }

    private static ClaimScored byModel(OfflineModel model, List<ClaimFeatures> features, int place) {
        return Scorer.score(
                features.get(place),
                new RecordRef(0, (long) place),
                model.model(),
                model.calibration(),
                TrainedModel.NOW.plusSeconds(place));
    }

    private static ClaimScored tampered(ClaimScored score, UnaryOperator<ClaimScored.Builder> change) {
        return change.apply(ClaimScored.newBuilder(score)).build();
    }

    private static ClaimFeatures features(String claimId) {
        return LoneClaim.of(Claims.aClaim(claimId).build(), TrainedModel.NOW)
                .fold(LoneClaim.Outcome.Ready::features, refused -> {
                    throw new AssertionError(refused.violations());
                });
    }

    private void publish(ModelBundle bundle, ModelDirectory trained) {
        send(Topics.MODELS_VERSIONS, bundle.toEvent(TrainedModel.NOW));
        bundle.chunks().forEach(chunk -> send(Topics.MODELS_ARTIFACTS, chunk));
        Optional.of(trained).flatMap(ModelDirectory::calibration).ifPresent(it -> send(Topics.MODELS_CALIBRATION, it));
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, V event) {
        sendTo(0, topic, event);
    }

    private <V extends SpecificRecord> void sendTo(int partition, Topic<V> topic, V event) {
        sendBytes(partition, topic, serdes.of(topic).serializer().serialize(topic.name(), event));
    }

    private static void sendBytes(Topic<?> topic, byte[] bytes) {
        sendBytes(0, topic, bytes);
    }

    private static void sendBytes(int partition, Topic<?> topic, byte[] bytes) {
        KAFKA.get()
                .send(
                        List.of(new ProducerRecord<byte[], byte[]>(topic.name(), partition, new byte[] {1}, bytes)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }
}
