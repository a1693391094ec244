package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Scorer;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.training.Candidate;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The largest models that are promised to work take the whole way: transaction, chunks, checks, throw-away process, scores. */
@Timeout(180)
class BigArtifactIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final int PROMISED_BYTES = 50_000_000;
    private static final int TIMES = 660;
    private static final int CLAIMS = 20;

    @TempDir
    Path folder;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void shouldServeAModelOfFiftyMegabytes() {
        // Given
        long began = System.nanoTime();
        Candidate candidate = TestModels.candidate(
                1, TestModels.SLOT, (split, parameters) -> BigBooster.of(TestModels.SCHEMA.size(), TIMES));
        byte[] artifact = candidate.artifact().bytes();
        assertThat(artifact.length).isGreaterThan(PROMISED_BYTES);
        ModelBundle bundle = KeyFiles.signer(folder.resolve("keys")).sign(candidate.manifest(), artifact);
        say("built " + artifact.length + " bytes", began);
        try (Instance instance = Instance.start(
                        KAFKA.get().bootstrapServers(), registry, folder.resolve("data"), folder.resolve("keys"));
                ModelWriter writer = new ModelWriter(KAFKA.get().bootstrapServers(), serdes)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> instance.service().health().ready());

            // When
            writer.abandon(bundle);
            writer.publish(bundle);
            await().atMost(Duration.ofSeconds(90)).until(() -> instance.staged() == 1);
            say("staged in " + Math.round(instance.meanStagingMillis()) + " ms", began);
            writer.promote(bundle, 1);
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> instance.version().equals(bundle.version()));
            sendClaims();

            // Then
            say("in service after " + Math.round(instance.activations().max(TimeUnit.MILLISECONDS)) + " ms", began);
            assertThat(instance.feed().detail()).isEmpty();
            assertThat(scores())
                    .allSatisfy(score -> assertThat(score.getModelVersion()).isEqualTo(bundle.version()));
            assertScoresOf(new LoadedModel(
                    bundle.version(), candidate.manifest(), CompiledEngine.load(artifact, TestModels.SCHEMA.size())));
        }
    }

    private void assertScoresOf(LoadedModel model) {
        for (ClaimScored score : scores()) {
            ClaimFeatures features =
                    TestModels.features(Integer.parseInt(score.getClaimId().substring(2)));
            assertThat(score)
                    .isEqualTo(Scorer.score(
                            features,
                            score.getFeatures(),
                            model,
                            Optional.of(TestModels.calibration(1, model.version())),
                            score.getScoredAt()));
        }
    }

    private void sendClaims() {
        List<ProducerRecord<String, ClaimFeatures>> records = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            records.add(new ProducerRecord<>(Topics.CLAIMS_FEATURES.name(), "acme|c-" + i, TestModels.features(i)));
        }
        KAFKA.get()
                .send(
                        records,
                        new StringSerializer(),
                        serdes.of(Topics.CLAIMS_FEATURES).serializer());
    }

    private List<ClaimScored> scores() {
        return KAFKA
                .get()
                .awaitRecords(
                        Topics.CLAIMS_SCORED.name(),
                        CLAIMS,
                        new StringDeserializer(),
                        serdes.of(Topics.CLAIMS_SCORED).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private static void say(String what, long began) {
        System.out.printf(Locale.ROOT, "%s, %.1f s into the test%n", what, (System.nanoTime() - began) / 1e9);
    }
}
