package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.event.ClaimScored;
import io.claimstream.event.DeploymentAction;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Scorer;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real Kafka: baseline, live swap, a bad model, a restart. */
class ScoringIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path data;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void shouldSwapWhileClaimsFlowAndServeTheChampionAfterARestart() {
        ModelBundle good = TestModels.bundle(1, KeyFiles.signer(data.resolve("secrets")));
        try (Service service = start()) {
            sendClaims(0, 50);
            KAFKA.get().send(List.of(garbage()), new StringSerializer(), new ByteArraySerializer());
            awaitScores(50);
            publish(good, 1);
            awaitModel(good.version());
            publish(TestModels.bundle(2, KeyFiles.signer(data.resolve("stranger"))), 2);
            assertThat(service.health().live()).isTrue();
        }
        int before = awaitScores(51).size();

        try (Service service = start()) {
            sendClaims(10_000, 20);
            List<ClaimScored> scores = awaitScores(before + 20);
            assertThat(scores)
                    .filteredOn(score -> Integer.parseInt(score.getClaimId().substring(2)) >= 10_000)
                    .extracting(ClaimScored::getModelVersion)
                    .containsOnly(good.version());
            assertThat(scores)
                    .filteredOn(score -> Integer.parseInt(score.getClaimId().substring(2)) < 50)
                    .extracting(ClaimScored::getModelVersion)
                    .containsOnly(Scorer.BASELINE);
            assertThat(scores).extracting(ClaimScored::getScoreId).doesNotHaveDuplicates();
            assertThat(KAFKA.get()
                            .awaitRecords(
                                    Topics.CLAIMS_DEAD.name(),
                                    1,
                                    new StringDeserializer(),
                                    new ByteArrayDeserializer()))
                    .extracting(ConsumerRecord::value)
                    .containsExactly(garbage().value());
            await().atMost(Duration.ofSeconds(20)).until(() -> service.health().ready());
        }
    }

    private static ProducerRecord<String, byte[]> garbage() {
        return new ProducerRecord<>(Topics.CLAIMS_FEATURES.name(), "acme|c-9", new byte[] {5});
    }

    private void awaitModel(String version) {
        // A claim at a time, until one is scored by the model: so many records have passed during the swap.
        int[] next = {1_000};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    sendClaims(next[0]++, 1);
                    return awaitScores(50 + next[0] - 1_000).stream()
                            .anyMatch(score -> score.getModelVersion().equals(version));
                });
    }

    private Service start() {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(ScoringConfig.SETTINGS);
        Settings settings = Settings.of(
                known,
                Map.of(
                        "data.dir",
                        data.toString(),
                        "kafka.bootstrap.servers",
                        KAFKA.get().bootstrapServers(),
                        "scoring.management.port",
                        "0",
                        "streams.standby.replicas",
                        "0"));
        Service service = new ScoringApp().create(ServiceContext.of(settings, registry));
        service.start();
        return service;
    }

    private void sendClaims(int from, int count) {
        send(
                Topics.CLAIMS_FEATURES,
                IntStream.range(from, from + count)
                        .mapToObj(TestModels::features)
                        .toList(),
                features -> "acme|" + features.getClaimId());
    }

    private void publish(ModelBundle bundle, int calibration) {
        send(Topics.MODELS_VERSIONS, List.of(bundle.toEvent(TestModels.NOW)), event -> bundle.version());
        send(Topics.MODELS_ARTIFACTS, bundle.chunks(), event -> bundle.version());
        send(
                Topics.MODELS_CALIBRATION,
                List.of(TestModels.calibration(calibration, bundle.version())),
                event -> "slot");
        send(
                Topics.MODELS_DEPLOYMENTS,
                List.of(TestModels.deployment(DeploymentAction.PROMOTED, bundle.version(), calibration)),
                event -> "slot");
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, List<V> events, Function<V, String> key) {
        KAFKA.get()
                .send(
                        events.stream()
                                .map(event -> new ProducerRecord<>(topic.name(), key.apply(event), event))
                                .toList(),
                        new StringSerializer(),
                        serdes.of(topic).serializer());
    }

    private List<ClaimScored> awaitScores(int count) {
        return KAFKA
                .get()
                .awaitRecords(
                        Topics.CLAIMS_SCORED.name(),
                        count,
                        new StringDeserializer(),
                        serdes.of(Topics.CLAIMS_SCORED).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }
}
