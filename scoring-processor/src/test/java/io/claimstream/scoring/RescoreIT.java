package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.Scorer;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Scoring once more on a real Kafka: features by their place, and one answer to each request whatever is killed. */
@Timeout(180)
class RescoreIT {

    private static final int CLAIMS = 300;

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path data;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void shouldAnswerEveryRequestOnceAlthoughTheServiceIsKilledAndRequestsComeAgain() {
        // Given
        send(
                Topics.CLAIMS_FEATURES,
                IntStream.range(0, CLAIMS).mapToObj(TestModels::features).toList(),
                it -> "acme|" + it.getClaimId());
        List<RescoreRequest> requests = requests();
        send(Topics.CLAIMS_RESCORE_REQUESTS, requests, it -> "acme|" + it.getClaimId());
        RescoreService killed = start("killed");
        await("some answers").atMost(Duration.ofSeconds(60)).until(() -> !committed(1)
                .isEmpty());

        // When
        killed.abandon();
        send(Topics.CLAIMS_RESCORE_REQUESTS, requests, it -> "acme|" + it.getClaimId());
        ProducerRecord<String, byte[]> garbage =
                new ProducerRecord<>(Topics.CLAIMS_RESCORE_REQUESTS.name(), "acme|c-9", new byte[] {5});
        KAFKA.get().send(List.of(garbage), new StringSerializer(), new ByteArraySerializer());
        List<ClaimScored> answers;
        RescoreRefused refusal;
        RescoreRequest impossible = RescoreRequest.newBuilder(requests.get(0))
                .setRequestId("q_last")
                .setFeatures(new RecordRef(0, 1_000_000L))
                .build();
        try (RescoreService again = start("again")) {
            committed(CLAIMS);
            send(Topics.CLAIMS_RESCORE_REQUESTS, List.of(impossible), it -> "acme|" + it.getClaimId());
            refusal = values(Topics.CLAIMS_RESCORE_REFUSALS, 1).get(0);
            assertThat(again.health().live()).isTrue();
            answers = committed(CLAIMS);
        }

        // Then
        assertThat(answers)
                .extracting(ClaimScored::getScoreId)
                .containsExactlyInAnyOrderElementsOf(requests.stream()
                        .map(it -> ScoreId.rescore(it.getRequestId()).text())
                        .toList());
        assertThat(answers).extracting(ClaimScored::getModelVersion).containsOnly(Scorer.BASELINE);
        assertThat(refusal.getCode()).isEqualTo("FEATURES_GONE");
        assertThat(KAFKA.get()
                        .awaitRecords(
                                Topics.CLAIMS_DEAD.name(), 1, new StringDeserializer(), new ByteArrayDeserializer()))
                .extracting(ConsumerRecord::value)
                .containsExactly(garbage.value());
    }

    /** Where each claim's features came to stand. */
    private List<RescoreRequest> requests() {
        return KAFKA
                .get()
                .awaitRecords(
                        Topics.CLAIMS_FEATURES.name(),
                        CLAIMS,
                        new StringDeserializer(),
                        serdes.of(Topics.CLAIMS_FEATURES).deserializer())
                .stream()
                .map(RescoreIT::request)
                .toList();
    }

    private static RescoreRequest request(ConsumerRecord<String, ClaimFeatures> record) {
        ClaimFeatures features = record.value();
        return RescoreRequest.newBuilder()
                .setRequestId("q_" + features.getClaimId())
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setScoreId(ScoreId.live(features.getInsurer(), features.getClaimId(), features.getRevision())
                        .text())
                .setFeatures(new RecordRef(record.partition(), record.offset()))
                .setReason("a test")
                .setActor("test")
                .setRequestedAt(TestModels.NOW)
                .build();
    }

    /** In a directory of its own: what is answered is known from the log alone. */
    private RescoreService start(String name) {
        KeyFiles.signer(data.resolve("keys"));
        ModelArchive archive = new ModelArchive(data.resolve("models"));
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(data.resolve("keys"))),
                TestModels.SCHEMA,
                bundle -> Optional.empty());
        RescoreService service = RescoreService.of(
                ServiceContext.of(settings(name), registry),
                new RescoreService.Models(new Champions(), archive, new ModelCatalogue(archive), loader, () -> {}));
        service.start();
        return service;
    }

    private Settings settings(String name) {
        return Settings.of(
                CommonSettings.ALL,
                Map.of(
                        "data.dir",
                        data.resolve(name).toString(),
                        "kafka.bootstrap.servers",
                        KAFKA.get().bootstrapServers(),
                        "streams.standby.replicas",
                        "0"));
    }

    private List<ClaimScored> committed(int count) {
        return values(Topics.CLAIMS_RESCORED, count);
    }

    private <V extends SpecificRecord> List<V> values(Topic<V> topic, int count) {
        return KAFKA
                .get()
                .awaitRecords(
                        topic.name(),
                        count,
                        new StringDeserializer(),
                        serdes.of(topic).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, List<V> events, Function<V, String> key) {
        Serializer<V> serializer = serdes.of(topic).serializer();
        KAFKA.get()
                .send(
                        events.stream()
                                .map(event -> new ProducerRecord<>(topic.name(), key.apply(event), event))
                                .toList(),
                        new StringSerializer(),
                        serializer);
    }
}
