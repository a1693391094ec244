package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimShare;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.Scorer;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.published.ServedModel;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.IncompatibleSchemaException;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a challenger does to the scores of claims: nothing, or those of its share. */
class ChallengerTopologyTest {

    private static final int CLAIMS = 200;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScoringMetrics metrics = new ScoringMetrics(meters, Clock.fixed(TestModels.NOW, ZoneOffset.UTC));
    private final Champions champions = new Champions();
    private final LoadedModel champion = TestModels.loaded(1);
    private final LoadedModel challenger = TestModels.loaded(2);
    private EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    /** What a run wrote. */
    private record Written(List<ClaimScored> live, List<ClaimScored> shadow) {}

    @AfterEach
    void close() {
        champions.clear();
    }

    @Test
    void shouldWriteTheChallengersScoreBesideAndLeaveTheLiveOneAsItIs() {
        // Given
        serve(champion);
        List<ClaimScored> alone = run(claims()).live();

        // When
        challenge(challenger, 0);
        Written written = run(claims());

        // Then
        assertThat(bytes(written.live())).isEqualTo(bytes(alone));
        assertThat(written.shadow()).hasSize(CLAIMS);
        ClaimScored shadow = written.shadow().get(7);
        ClaimScored asLive =
                Scorer.score(claims().get(7), new RecordRef(0, 7L), challenger, Optional.empty(), TestModels.NOW);
        assertThat(shadow).isEqualTo(Scorer.shadow(asLive));
        assertThat(shadow.getPurpose()).isEqualTo(ScorePurpose.SHADOW);
        assertThat(shadow.getScoreId()).isNotEqualTo(alone.get(7).getScoreId());
        assertThat(outcome("shadow")).isEqualTo(CLAIMS);
    }

    @Test
    void shouldScoreByTheChampionAloneWhateverTheChallengerThrows() {
        // Given
        serve(champion);
        List<ClaimScored> alone = run(claims()).live();

        // When
        challenge(new LoadedModel(challenger.version(), challenger.manifest(), new FailingEngine()), 0.5);
        Written written = run(claims());

        // Then
        assertThat(bytes(written.live())).isEqualTo(bytes(alone));
        assertThat(written.shadow()).isEmpty();
        assertThat(outcome("failed")).isEqualTo(CLAIMS);
        assertThat(outcome("shadow") + outcome("canary")).isZero();
    }

    @Test
    void shouldScoreLiveWhenTheRegistryRefusesShadowScores() {
        // Given
        serdes = new EventSerdes(new WithoutShadows(new InMemorySchemaRegistry()));
        serve(champion);
        challenge(challenger, 0);

        // When
        Written written = run(claims());

        // Then
        assertThat(written.live()).hasSize(CLAIMS);
        assertThat(written.live()).extracting(ClaimScored::getModelVersion).containsOnly(champion.version());
        assertThat(outcome("failed")).isEqualTo(CLAIMS);
    }

    @Test
    void shouldHaveACanaryDecideItsShareAndTheChampionScoreThoseBeside() {
        // Given
        serve(champion);

        // When
        challenge(challenger, 0.3);
        Written written = run(claims());

        // Then
        for (int i = 0; i < CLAIMS; i++) {
            ClaimScored live = written.live().get(i);
            ClaimScored shadow = written.shadow().get(i);
            boolean isCanary = ClaimShare.holds(challenger.version(), "acme", live.getClaimId(), 0.3);
            assertThat(live.getPurpose()).isEqualTo(ScorePurpose.LIVE);
            assertThat(live.getModelVersion()).isEqualTo((isCanary ? challenger : champion).version());
            assertThat(shadow.getModelVersion()).isEqualTo((isCanary ? champion : challenger).version());
            assertThat(shadow.getClaimId()).isEqualTo(live.getClaimId());
        }
        assertThat(outcome("canary")).isBetween(0.2 * CLAIMS, 0.4 * CLAIMS);
        assertThat(outcome("canary") + outcome("shadow")).isEqualTo(CLAIMS);
    }

    @Test
    void shouldKeepEveryRevisionOfAClaimWithTheSameVersion() {
        // Given
        serve(champion);
        challenge(challenger, 0.5);
        List<ClaimFeatures> second = claims().stream()
                .map(it -> ClaimFeatures.newBuilder(it).setRevision(2).build())
                .toList();

        // When
        List<ClaimScored> first = run(claims()).live();
        List<ClaimScored> revised = run(second).live();

        // Then
        assertThat(revised)
                .extracting(ClaimScored::getModelVersion)
                .containsExactlyElementsOf(
                        first.stream().map(ClaimScored::getModelVersion).toList());
        assertThat(revised).extracting(ClaimScored::getModelVersion).contains(champion.version(), challenger.version());
    }

    private void serve(LoadedModel model) {
        champions.put(TestModels.SLOT, new ServedModel(model), Optional.empty(), 1);
    }

    private void challenge(LoadedModel model, double share) {
        champions.challenge(
                TestModels.SLOT, Optional.of(new Challenger(new ServedModel(model), Optional.empty(), share)));
    }

    private static List<ClaimFeatures> claims() {
        return IntStream.range(0, CLAIMS).mapToObj(TestModels::features).toList();
    }

    private Written run(List<ClaimFeatures> claims) {
        Clock clock = Clock.fixed(TestModels.NOW, ZoneOffset.UTC);
        LiveScorer scorer = new LiveScorer(champions, metrics, clock);
        try (TopologyTestDriver driver = new TopologyTestDriver(
                new ScoringTopology(serdes, scorer, metrics, clock).get(),
                StreamsProperties.behaviour(
                        ScoringApp.APPLICATION_ID,
                        new DeadLetters(ScoringApp.NAME, meters, origin -> metrics.deadLetter()),
                        new Quarantine()))) {
            TestInputTopic<String, ClaimFeatures> input = driver.createInputTopic(
                    Topics.CLAIMS_FEATURES.name(),
                    new StringSerializer(),
                    serdes.of(Topics.CLAIMS_FEATURES).serializer());
            claims.forEach(it -> input.pipeInput("acme|" + it.getClaimId(), it));
            return new Written(read(driver, Topics.CLAIMS_SCORED), read(driver, Topics.CLAIMS_RESCORED));
        }
    }

    private List<ClaimScored> read(TopologyTestDriver driver, Topic<ClaimScored> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .readValuesToList();
    }

    private static List<ByteBuffer> bytes(List<ClaimScored> scores) {
        EventSerdes plain = new EventSerdes(new InMemorySchemaRegistry());
        return scores.stream()
                .map(score -> ByteBuffer.wrap(
                        plain.of(Topics.CLAIMS_SCORED).serializer().serialize(Topics.CLAIMS_SCORED.name(), score)))
                .toList();
    }

    private double outcome(String outcome) {
        return meters.get(ScoringMetrics.CHALLENGER_SCORES)
                .tag(ScoringMetrics.OUTCOME, outcome)
                .counter()
                .count();
    }

    /** An engine that is no engine. */
    private static final class FailingEngine implements ScoringEngine {

        @Override
        public String version() {
            return "failing/1";
        }

        @Override
        public float margin(float[] row) {
            throw new IllegalStateException("broken");
        }

        @Override
        public float[] margins(float[] rows, int count) {
            throw new IllegalStateException("broken");
        }

        @Override
        public Explanation explain(float[] row) {
            throw new IllegalStateException("broken");
        }

        @Override
        public float explain(float[] row, float[] contributions) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    /** A registry that lets nobody write shadow scores. */
    private record WithoutShadows(SchemaRegistry registry) implements SchemaRegistry {

        @Override
        public int register(String subject, Schema schema) {
            if (subject.startsWith(Topics.CLAIMS_RESCORED.name())) {
                throw new IncompatibleSchemaException("Expected to be allowed.", null);
            }
            return registry.register(subject, schema);
        }

        @Override
        public int idOf(String subject, Schema schema) {
            return registry.idOf(subject, schema);
        }

        @Override
        public Registered latest(String subject) {
            return registry.latest(subject);
        }

        @Override
        public Schema byId(int id) {
            return registry.byId(id);
        }
    }
}
