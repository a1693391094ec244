package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.Scorer;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.model.published.ServedModel;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.GoldenFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a request to score once more. */
class RescoreTopologyTest {

    private static final Instant ASKED_AT = Instant.parse("2026-01-06T09:00:00Z");
    private static final RecordRef PLACE = new RecordRef(2, 17L);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RescoreMetrics metrics = new RescoreMetrics(meters);
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Champions champions = new Champions();
    private final Map<RecordRef, byte[]> log = new HashMap<>();
    private final Map<String, ModelBundle> published = new HashMap<>();
    private @Nullable RuntimeException outage;
    private ModelShelf shelf;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> input;

    @BeforeEach
    void open() {
        var signer = KeyFiles.signer(folder.resolve("keys"));
        for (int seed : List.of(1, 2)) {
            ModelBundle bundle = TestModels.bundle(seed, signer);
            published.put(bundle.version(), bundle);
        }
        shelf = new ModelShelf(
                version -> Optional.ofNullable(published.get(version)),
                new ModelLoader(
                        new ModelVerifier(KeyFiles.trusted(folder.resolve("keys"))),
                        TestModels.SCHEMA,
                        bundle -> Optional.empty()),
                new ModelShelf.Limits(2, Long.MAX_VALUE, Duration.ofMinutes(1)));
        driver = new TopologyTestDriver(
                topology(),
                StreamsProperties.behaviour(
                        RescoreService.APPLICATION_ID,
                        new DeadLetters(RescoreService.NAME, meters, origin -> metrics.deadLetter()),
                        new Quarantine()));
        input = driver.createInputTopic(
                Topics.CLAIMS_RESCORE_REQUESTS.name(), new StringSerializer(), new ByteArraySerializer());
        log.put(PLACE, bytes(Topics.CLAIMS_FEATURES, TestModels.features(1)));
    }

    @AfterEach
    void close() {
        driver.close();
        champions.clear();
        shelf.close();
    }

    @Test
    void shouldKeepTheTopologyAsReleased() {
        GoldenFile.of("rescore-topology.txt", RescoreTopologyTest.class)
                .assertHolds(topology().describe().toString());
    }

    @Test
    void shouldScoreByTheChampionFromTheFeaturesThatTheLiveScoreNames() {
        // Given
        LoadedModel model = TestModels.loaded(1);
        var calibration = Optional.of(TestModels.calibration(2, model.version()));
        champions.put(TestModels.SLOT, new ServedModel(model), calibration, 1);

        // When
        ask("q_1", request -> request);

        // Then
        ClaimScored live = Scorer.score(TestModels.features(1), PLACE, model, calibration, TestModels.NOW);
        assertThat(rescores()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("acme|c-1");
            assertThat(record.getRecordTime()).isEqualTo(ASKED_AT);
            assertThat(record.value()).isEqualTo(Scorer.rescore(live, ScoreId.rescore("q_1")));
            assertThat(record.value().getPurpose()).isEqualTo(ScorePurpose.RESCORE);
            assertThat(record.value().getScoreId()).isNotEqualTo(live.getScoreId());
            assertThat(record.value().getFeatures()).isEqualTo(PLACE);
        });
        assertThat(refusals()).isEmpty();
    }

    @Test
    void shouldAnswerARequestThatComesAgainOnce() {
        // When
        ask("q_1", request -> request);
        ask("q_1", request -> request);
        ask("q_1", request -> request.setReason("said otherwise"));
        ask("q_2", request -> request);

        // Then
        assertThat(rescores())
                .extracting(record -> record.value().getScoreId())
                .containsExactly(
                        ScoreId.rescore("q_1").text(), ScoreId.rescore("q_2").text());
        assertThat(outcome("repeated")).isEqualTo(2);
    }

    @Test
    void shouldScoreByThePublishedVersionThatIsAskedForWhateverIsInService() {
        // Given
        champions.put(TestModels.SLOT, new ServedModel(TestModels.loaded(1)), Optional.empty(), 1);
        String other = TestModels.loaded(2).version();

        // When
        ask("q_1", request -> request.setModelVersion(other));
        ask("q_2", request -> request.setModelVersion(Scorer.BASELINE));
        ask("q_3", request -> request.setModelVersion(TestModels.loaded(1).version()));

        // Then
        assertThat(rescores())
                .extracting(record -> record.value().getModelVersion())
                .containsExactly(other, Scorer.BASELINE, TestModels.loaded(1).version());
        assertThat(refusals()).isEmpty();
    }

    @Test
    void shouldTellWhyTheBaselineScoredAgain() {
        // When
        ask("q_1", request -> request);
        ask("q_2", request -> request.setModelVersion(Scorer.BASELINE));

        // Then
        assertThat(rescores())
                .extracting(record -> record.value().getReviewReasons())
                .containsExactly(List.of("NO_MODEL"), List.of("BASELINE_REQUESTED"));
    }

    @Test
    void shouldAnswerWhatCannotBeDoneWithACode() {
        // Given
        log.put(new RecordRef(0, 1L), new byte[] {5});
        log.put(new RecordRef(0, 2L), bytes(Topics.CLAIMS_FEATURES, TestModels.features(2)));
        log.put(
                new RecordRef(0, 3L),
                bytes(
                        Topics.CLAIMS_FEATURES,
                        ClaimFeatures.newBuilder(TestModels.features(1))
                                .setCurrency("EUR")
                                .build()));
        log.put(
                new RecordRef(0, 4L),
                bytes(
                        Topics.CLAIMS_FEATURES,
                        ClaimFeatures.newBuilder(TestModels.features(1))
                                .setFeatureSet("v0")
                                .build()));
        String version = TestModels.loaded(1).version();
        ModelBundle stranger = TestModels.bundle(3, KeyFiles.signer(folder.resolve("stranger")));
        published.put(stranger.version(), stranger);

        // When
        ask("q_0", request -> request.setFeatures(new RecordRef(0, 99L)));
        ask("q_1", request -> request.setFeatures(new RecordRef(0, 1L)));
        ask("q_2", request -> request.setFeatures(new RecordRef(0, 2L)));
        ask("q_3", request -> request.setFeatures(new RecordRef(0, 3L)).setModelVersion(version));
        ask("q_4", request -> request.setFeatures(new RecordRef(0, 4L)).setModelVersion(version));
        ask("q_5", request -> request.setModelVersion("m-000000000000"));
        ask("q_6", request -> request.setModelVersion(stranger.version()));

        // Then
        List<RescoreRefused> refusals = refusals();
        assertThat(refusals)
                .extracting(RescoreRefused::getCode)
                .containsExactly(
                        "FEATURES_GONE",
                        "FEATURES_UNREADABLE",
                        "FEATURES_OF_ANOTHER",
                        "WRONG_SLOT",
                        "NOT_SCORABLE",
                        "UNKNOWN_VERSION",
                        "MODEL_REFUSED");
        assertThat(refusals.get(0).getDetail()).contains("offset 99 of claims.features.v1");
        assertThat(refusals.get(0).getScoreId()).isEqualTo("s_live");
        assertThat(refusals.get(6).getDetail()).contains("UNKNOWN_KEY");
        assertThat(rescores()).isEmpty();
        assertThat(outcome("refused")).isEqualTo(7);
    }

    @Test
    void shouldAnswerOnceAfterAnOutageThatBrokeItOff() {
        // Given
        outage = new TimeoutException("Kafka is away");
        assertThatThrownBy(() -> ask("q_1", request -> request)).hasRootCauseInstanceOf(TimeoutException.class);

        // When
        outage = null;
        ask("q_1", request -> request);
        ask("q_1", request -> request);

        // Then
        assertThat(rescores()).hasSize(1);
        assertThat(dead()).isEmpty();
    }

    @Test
    void shouldCountEveryRequestReadOnce() {
        // When: what becomes of the bytes of a dead letter, RescoreIT shows.
        input.pipeInput("acme|c-9", new byte[] {5});
        ask("q_1", request -> request);
        ask("q_1", request -> request);
        ask("q_2", request -> request.setFeatures(new RecordRef(0, 99L)));

        // Then
        assertThat(meters.get(RescoreMetrics.READ).counter().count()).isEqualTo(4);
        assertThat(List.of(outcome("done"), outcome("refused"), outcome("repeated"), outcome("dead")))
                .containsExactly(1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void shouldLetGoOfEveryModel() {
        // Given
        ServedModel champion = new ServedModel(TestModels.loaded(1));
        champions.put(TestModels.SLOT, champion, Optional.empty(), 1);

        // When
        ask("q_1", request -> request);
        ask("q_2", request -> request.setModelVersion(TestModels.loaded(2).version()));
        ask("q_3", request -> request.setFeatures(new RecordRef(0, 99L)));
        champions.clear();

        // Then
        assertThat(champion.retain()).isFalse();
    }

    private Topology topology() {
        Clock clock = Clock.fixed(TestModels.NOW, ZoneOffset.UTC);
        RescoreModels models = new RescoreModels(champions, shelf, version -> Optional.empty());
        return new RescoreTopology(serdes, new Rescorer(models, serdes, clock), Log::new, metrics).get();
    }

    private void ask(String id, UnaryOperator<RescoreRequest.Builder> change) {
        RescoreRequest request = change.apply(RescoreRequest.newBuilder()
                        .setRequestId(id)
                        .setInsurer("acme")
                        .setClaimId("c-1")
                        .setRevision(1)
                        .setScoreId("s_live")
                        .setFeatures(PLACE)
                        .setReason("too high")
                        .setActor("key:k_1")
                        .setRequestedAt(ASKED_AT))
                .build();
        input.pipeInput("acme|c-1", bytes(Topics.CLAIMS_RESCORE_REQUESTS, request), ASKED_AT);
    }

    private List<TestRecord<String, ClaimScored>> rescores() {
        return read(Topics.CLAIMS_RESCORED);
    }

    private List<RescoreRefused> refusals() {
        return read(Topics.CLAIMS_RESCORE_REFUSALS).stream()
                .map(TestRecord::value)
                .toList();
    }

    private List<byte[]> dead() {
        return driver.createOutputTopic(
                        Topics.CLAIMS_DEAD.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .readRecordsToList();
    }

    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V event) {
        return serdes.of(topic).serializer().serialize(topic.name(), event);
    }

    private double outcome(String outcome) {
        return meters.get(RescoreMetrics.OUTCOMES)
                .tag(ScoringMetrics.OUTCOME, outcome)
                .counter()
                .count();
    }

    /** A log in memory that can be away. */
    private final class Log implements PlacedLog {

        @Override
        public Optional<byte[]> at(String topic, RecordRef place) {
            if (outage != null) {
                throw outage;
            }
            return Optional.ofNullable(log.get(place));
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
