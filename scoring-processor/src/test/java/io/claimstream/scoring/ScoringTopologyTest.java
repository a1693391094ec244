package io.claimstream.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.Currencies;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.RecordRef;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.Scorer;
import io.claimstream.model.published.ServedModel;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.metrics.LabelValues;
import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.GoldenFile;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoringTopologyTest {

    private static final Instant INGESTED_AT = Instant.parse("2026-01-05T08:59:59Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScoringMetrics metrics = new ScoringMetrics(meters, Clock.fixed(TestModels.NOW, ZoneOffset.UTC));
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Clock clock = Clock.fixed(TestModels.NOW, ZoneOffset.UTC);
    private final Champions champions = new Champions();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> input;

    @BeforeEach
    void open() {
        driver = new TopologyTestDriver(
                topology(),
                StreamsProperties.behaviour(
                        ScoringApp.APPLICATION_ID,
                        new DeadLetters(ScoringApp.NAME, meters, origin -> metrics.deadLetter()),
                        new Quarantine()));
        input = driver.createInputTopic(
                Topics.CLAIMS_FEATURES.name(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        driver.close();
        champions.clear();
    }

    @Test
    void shouldKeepTheTopologyAsReleased() {
        GoldenFile.of("topology.txt", ScoringTopologyTest.class)
                .assertHolds(topology().describe().toString());
    }

    @Test
    void shouldScoreByTheBaselineBeforeAnyModelAndSaySo() {
        pipe(TestModels.features(1));

        assertThat(scores()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("acme|c-1");
            assertThat(record.getRecordTime()).isEqualTo(INGESTED_AT);
            assertThat(record.value().getEstimate()).isEqualByComparingTo("1234.50");
            assertThat(record.value().getModelVersion()).isEqualTo(Scorer.BASELINE);
            assertThat(record.value().getReviewReasons()).containsExactly("NO_MODEL");
            assertThat(record.value().getInterval()).isEmpty();
            assertThat(record.value().getConfidence()).isEmpty();
            assertThat(record.value().getScoredAt()).isEqualTo(TestModels.NOW);
        });
    }

    @Test
    void shouldCarryThePlaceInATrace() {
        // Given
        Headers headers = new RecordHeaders()
                .add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
        ClaimFeatures features = TestModels.features(1);

        // When
        pipe(features, headers);
        pipe(features);

        // Then
        assertThat(scores()).extracting(TestRecord::headers).containsExactly(headers, new RecordHeaders());
    }

    @Test
    void shouldSwapBetweenTwoRecords() {
        // Given
        LoadedModel model = TestModels.loaded(1);
        pipe(TestModels.features(1));

        // When
        var calibration = Optional.of(TestModels.calibration(2, model.version()));
        champions.put(TestModels.SLOT, new ServedModel(model), calibration, 1);
        pipe(TestModels.features(2));

        // Then
        List<TestRecord<String, ClaimScored>> scores = scores();
        assertThat(scores)
                .extracting(record -> record.value().getModelVersion())
                .containsExactly(Scorer.BASELINE, model.version());
        assertThat(scores.get(1).value())
                .isEqualTo(
                        Scorer.score(TestModels.features(2), new RecordRef(0, 1L), model, calibration, TestModels.NOW));
    }

    @Test
    void shouldMarkWhatNoSlotCovers() {
        champions.put(TestModels.SLOT, new ServedModel(TestModels.loaded(1)), Optional.empty(), 1);

        pipe(ClaimFeatures.newBuilder(TestModels.features(3)).setCurrency("EUR").build());

        assertThat(scores())
                .extracting(record -> record.value().getReviewReasons())
                .containsExactly(List.of("OUT_OF_SCOPE"));
    }

    @Test
    void shouldCountEveryRecordReadAsScoredOrDead() {
        // Given
        champions.put(TestModels.SLOT, new ServedModel(TestModels.loaded(1)), Optional.empty(), 1);

        // When: what becomes of the bytes of a dead letter, ScoringIT shows.
        input.pipeInput("acme|c-9", new byte[] {0, 0, 0, 0, 77});
        input.pipeInput("acme|c-9", new byte[] {5});
        pipe(TestModels.features(1));
        pipe(ClaimFeatures.newBuilder(TestModels.features(3)).setCurrency("EUR").build());

        // Then
        assertThat(scores()).hasSize(2);
        assertThat(meters.get(ScoringMetrics.READ).counter().count()).isEqualTo(4);
        assertThat(List.of(outcome("model"), outcome("baseline"), outcome("dead")))
                .containsExactly(1.0, 1.0, 2.0);
    }

    @Test
    void shouldMeasureWhatScoresSayAndHowLongTheyTook() {
        // Given
        LoadedModel model = TestModels.loaded(1);
        var calibration = Optional.of(TestModels.calibration(2, model.version()));
        champions.put(TestModels.SLOT, new ServedModel(model), calibration, 1);

        // When
        pipe(TestModels.features(1));
        pipe(ClaimFeatures.newBuilder(TestModels.features(3)).setCurrency("EUR").build());

        // Then
        ClaimScored score = scores().get(0).value();
        Timer latency =
                meters.get(StageLatency.NAME).tag(StageLatency.STAGE, "scoring").timer();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.max(TimeUnit.MILLISECONDS)).isEqualTo((double)
                Duration.between(INGESTED_AT, TestModels.NOW).toMillis());
        assertThat(estimates("GBP").totalAmount()).isEqualTo(score.getEstimate().doubleValue());
        assertThat(estimates("EUR").count()).isEqualTo(1);
        Interval interval = score.getInterval().orElseThrow();
        assertThat(meters.get(ScoreMeters.INTERVAL_WIDTH).summary().totalAmount())
                .isEqualTo(interval.getUpper().subtract(interval.getLower()).doubleValue()
                        / score.getEstimate().doubleValue());
        assertThat(meters.get(ScoreMeters.CONFIDENCE).summary().totalAmount())
                .isEqualTo(score.getConfidence().orElseThrow());
        assertThat(meters.get(ScoreMeters.REVIEW_REASONS)
                        .tag("reason", "OUT_OF_SCOPE")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldHaveNoSeriesOfClaimsAndFewOfCurrencies() {
        // Given
        pipe(TestModels.features(1));
        List<Meter.Id> before = otherThanEstimates();

        // When
        Currencies.all()
                .forEach(currency -> pipe(ClaimFeatures.newBuilder(TestModels.features(3))
                        .setClaimId("c-" + currency)
                        .setInsurer("insurer-" + currency)
                        .setCurrency(currency)
                        .build()));

        // Then
        assertThat(scores()).hasSize(Currencies.all().size() + 1);
        assertThat(otherThanEstimates()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(meters.find(ScoreMeters.ESTIMATE).summaries()).hasSize(ScoreMeters.MOST_CURRENCIES + 1);
        assertThat(estimates(LabelValues.OTHER).count())
                .isEqualTo(Currencies.all().size() - ScoreMeters.MOST_CURRENCIES);
    }

    private List<Meter.Id> otherThanEstimates() {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> !id.getName().startsWith(ScoreMeters.ESTIMATE))
                .toList();
    }

    private DistributionSummary estimates(String currency) {
        return meters.get(ScoreMeters.ESTIMATE)
                .tag(ScoreMeters.CURRENCY, currency)
                .summary();
    }

    private Topology topology() {
        LiveScorer scorer = new LiveScorer(champions, metrics, clock);
        return new ScoringTopology(serdes, scorer, metrics, clock).get();
    }

    private void pipe(ClaimFeatures features) {
        pipe(features, new RecordHeaders());
    }

    private void pipe(ClaimFeatures features, Headers headers) {
        byte[] bytes =
                serdes.of(Topics.CLAIMS_FEATURES).serializer().serialize(Topics.CLAIMS_FEATURES.name(), features);
        input.pipeInput(new TestRecord<>("acme|" + features.getClaimId(), bytes, headers, INGESTED_AT));
    }

    private List<TestRecord<String, ClaimScored>> scores() {
        return driver.createOutputTopic(
                        Topics.CLAIMS_SCORED.name(),
                        new StringDeserializer(),
                        serdes.of(Topics.CLAIMS_SCORED).deserializer())
                .readRecordsToList();
    }

    private double outcome(String outcome) {
        return meters.get(ScoringMetrics.OUTCOMES)
                .tag(ScoringMetrics.OUTCOME, outcome)
                .counter()
                .count();
    }
}
