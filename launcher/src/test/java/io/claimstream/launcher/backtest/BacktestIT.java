package io.claimstream.launcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.domain.privacy.Erasure;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RemovedRecord;
import io.claimstream.event.SubjectErased;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.launcher.offline.OfflineModel;
import io.claimstream.launcher.offline.TrainedModel;
import io.claimstream.model.Metrics;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Claims that the baseline decided, estimated again by a model. */
@Timeout(180)
class BacktestIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    @TempDir
    private Path directory;

    @Test
    void shouldEstimateTheLatestRevisionOfEachClaimInTheWindowAgainAndWriteNothing() throws Exception {
        // Given
        Settings settings = TrainedModel.settings(
                directory.resolve("data"),
                Map.of("kafka.bootstrap.servers", KAFKA.get().bootstrapServers()));
        TrainedModel.in(directory, settings);
        TrustedEvents.trust();
        ClaimFeatures erased = ClaimFeatures.newBuilder(features("c-3", 1))
                .setClaimantPseudonym("p-erased")
                .build();
        List<ClaimFeatures> features =
                List.of(features("c-0", 1), features("c-0", 2), features("c-1", 1), features("c-2", 1), erased);
        features.forEach(it -> send(Topics.CLAIMS_FEATURES, it));
        for (int place = 0; place < features.size(); place++) {
            send(Topics.CLAIMS_SCORED, decided(features.get(place), place, place % 4));
        }
        send(Topics.CLAIMS_SCORED, decided(features("c-4", 1), 99, 1));
        int ofAnother = 2;
        send(Topics.CLAIMS_SCORED, decided(features("c-5", 1), ofAnother, 1));
        send(
                Topics.PRIVACY_ERASURES,
                SubjectErased.newBuilder()
                        .setInsurer("acme")
                        .setClaimantPseudonym("p-erased")
                        .setReceipt("e-1")
                        .setErasedAt(TrainedModel.NOW)
                        .setRemoved(List.of(new RemovedRecord(Topics.CLAIMS_FEATURES.name(), 0, 99L)))
                        .build());
        sendBytes(Topics.CLAIMS_SCORED, "no score".getBytes(StandardCharsets.UTF_8));
        send(Topics.CLAIMS_LABELLED, settled(features.get(2)));
        Window window = new Window(TrainedModel.NOW, TrainedModel.NOW.plus(Duration.ofDays(3)));

        try (OfflineModel model = TrainedModel.open(directory, settings);
                EvidenceLog log = new EvidenceLog(settings)) {
            ToLongFunction<Topic<?>> end = topic -> log.ends(topic.name());
            List<Long> before = Topics.ALL.stream().map(end::applyAsLong).toList();

            // When
            BacktestResult result = new Backtest(log, serdes, model, TrainedModel.SILENT).run(window);

            // Then
            assertThat(result.claims())
                    .extracting(
                            it -> it.decision().claim() + "@" + it.decision().revision())
                    .containsExactly("acme|c-0@2", "acme|c-1@1");
            assertThat(result.claims().get(1).estimate())
                    .isEqualTo(model.score(features.get(2), TrainedModel.NOW).getEstimate());
            assertThat(result.leftOut())
                    .isEqualTo(new BacktestResult.LeftOut(
                            0,
                            1,
                            1,
                            List.of(new Erasure(0, "e-1", TrainedModel.NOW), new Erasure(0, "e-1", TrainedModel.NOW))));
            assertThat(result.summary().get("erased").asInt()).isEqualTo(2);
            assertThat(result.summary().get("receipts").toString()).isEqualTo("[\"e-1\"]");
            BacktestSlice all = result.slices().get(0);
            assertThat(all.errorDecided().map(Metrics::rows)).contains(1);
            assertThat(all.raised().subtract(all.lowered()))
                    .isEqualTo(all.estimated().subtract(all.decided()));
            assertThat(Topics.ALL.stream().map(end::applyAsLong).toList()).isEqualTo(before);
        }
    }

    /** By the baseline, from the features record at a place, some days after the first. */
    private static ClaimScored decided(ClaimFeatures features, int place, int days) {
        return Scorer.baseline(
                features,
                new RecordRef(0, (long) place),
                ReviewReason.NO_MODEL,
                TrainedModel.NOW.plus(Duration.ofDays(days)));
    }

    private static ClaimFeatures features(String claimId, int revision) {
        return LoneClaim.of(Claims.aClaim(claimId).withRevision(revision).build(), TrainedModel.NOW)
                .fold(LoneClaim.Outcome.Ready::features, refused -> {
                    throw new AssertionError(refused.violations());
                });
    }

    private static ClaimLabelled settled(ClaimFeatures features) {
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(new RecordRef(0, 2L))
                .setScoreId(ScoreId.live(features.getInsurer(), features.getClaimId(), features.getRevision())
                        .text())
                .setEstimate(features.getSumOfHeads())
                .setModelVersion(Scorer.BASELINE)
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(new BigDecimal("900.00"))
                .setFeedbackId("f-1")
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(features.getEventTime())
                .build();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, V event) {
        sendBytes(topic, serdes.of(topic).serializer().serialize(topic.name(), event));
    }

    private static void sendBytes(Topic<?> topic, byte[] bytes) {
        KAFKA.get()
                .send(
                        List.of(new ProducerRecord<byte[], byte[]>(topic.name(), 0, new byte[] {1}, bytes)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }
}
