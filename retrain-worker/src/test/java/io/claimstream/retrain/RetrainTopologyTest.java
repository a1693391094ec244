package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.DriftDay;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.GoldenFile;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RetrainTopologyTest {

    @Test
    void shouldKeepItsShape() {
        // Given
        EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

        // When
        String shape = new RetrainTopology(serdes, label -> {}).get().describe().toString();

        // Then
        GoldenFile.of("topology.txt", RetrainTopologyTest.class).assertHolds(shape);
    }

    @Test
    void shouldLabelClaimWhenAllThreeHaveMet() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // When
            RecordRef features = topology.features(1);
            topology.score(1, features);
            topology.feedback(SmallWorld.settlement(1));

            // Then
            assertThat(topology.labels()).singleElement().satisfies(label -> {
                assertThat(label.key()).isEqualTo("acme|c-1");
                assertThat(label.value().getFeatures()).isEqualTo(features);
                assertThat(label.value().getLabel()).contains(SmallWorld.settled(1));
            });
        }
    }

    @Test
    void shouldFindClaimWhateverKeyUpstreamGivesItsSettlement() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // Given
            topology.score(2, topology.features(2));

            // When
            topology.feedbackUnder("anything", SmallWorld.settlement(2));

            // Then
            assertThat(topology.labels()).extracting(label -> label.key()).containsExactly("acme|c-2");
        }
    }

    @Test
    void shouldUseRecordsInAnyOrderAndWriteOnce() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // When
            topology.feedback(SmallWorld.settlement(3));
            topology.score(3, new RecordRef(0, 0L));
            topology.features(3);
            topology.feedback(SmallWorld.settlement(3));

            // Then
            assertThat(topology.labels()).hasSize(1);
        }
    }

    @Test
    void shouldTakeLabelBack() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // When
            topology.score(4, topology.features(4));
            topology.feedback(SmallWorld.settlement(4));
            topology.feedback(SmallWorld.withdrawal(4));

            // Then
            assertThat(topology.labels())
                    .extracting(label -> label.value())
                    .extracting(ClaimLabelled::getLabelKind)
                    .containsExactly(LabelKind.SETTLED, LabelKind.WITHDRAWN);
        }
    }

    @Test
    void shouldSketchTheDayOfEachClaimsEventTime() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // Given: a claim an hour, so 24 on the first day.
            for (int claim = 0; claim < 30; claim++) {
                RecordRef features = topology.features(claim);
                if (claim % 2 == 0) {
                    topology.score(claim, features, "m-000000000001");
                } else {
                    topology.score(claim, features);
                }
            }

            // When
            Map<String, DriftDay> days = topology.driftDays();

            // Then: estimates of the baseline are left out.
            assertThat(days).containsOnlyKeys("MOTOR_INJURY|GBP|v1|2025-01-01|0", "MOTOR_INJURY|GBP|v1|2025-01-02|0");
            DriftDay first = Objects.requireNonNull(days.get("MOTOR_INJURY|GBP|v1|2025-01-01|0"));
            assertThat(first.getFeatures()).hasSize(FeatureSetV1.NAMES.size()).allSatisfy(it -> assertThat(
                            it.getCounts().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(24));
            assertThat(first.getEstimates().getCounts().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(12);
        }
    }

    @Test
    void shouldWriteOnlyDaysThatChanged() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // Given
            topology.features(1);
            topology.features(30);
            topology.driftDays();

            // When
            topology.features(31);

            // Then
            assertThat(topology.driftDays()).containsOnlyKeys("MOTOR_INJURY|GBP|v1|2025-01-02|0");
            assertThat(topology.driftDays()).isEmpty();
        }
    }

    @Test
    void shouldCountFeaturesThatWerePutBackOnceAndLabelTheScoreMadeFromThem() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // Given
            topology.features(3);
            RecordRef copy = topology.featuresPutBack(3);
            topology.score(3, copy, "m-000000000001");
            topology.feedback(SmallWorld.settlement(3));

            // When
            DriftDay day = topology.driftDays().values().iterator().next();

            // Then
            assertThat(claims(day)).isEqualTo(1);
            assertThat(day.getEstimates().getCounts().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(1);
            assertThat(topology.labels())
                    .singleElement()
                    .satisfies(label -> assertThat(label.value().getFeatures()).isEqualTo(copy));
        }
    }

    @Test
    void shouldNotLetTooManyRevisionsWait() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // When
            for (int i = 0; i <= DriftProcessor.MOST_WAITING; i++) {
                topology.features(i % 24);
            }

            // Then: the last one waits.
            assertThat(topology.driftDaysSoFar().values())
                    .extracting(RetrainTopologyTest::claims)
                    .containsExactly((long) DriftProcessor.MOST_WAITING);
            assertThat(topology.driftDays().values())
                    .extracting(RetrainTopologyTest::claims)
                    .containsExactly(DriftProcessor.MOST_WAITING + 1L);
        }
    }

    private static long claims(DriftDay day) {
        return day.getFeatures().get(0).getCounts().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void shouldMakeDeadLetterOfUndecodableFeedback() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // When
            topology.rubbish(new byte[] {7, 7, 7});
            topology.feedback(
                    SmallWorld.settlement(5)); // The driver hands out a dead letter with the next good record.

            // Then
            assertThat(topology.deadLetters()).containsExactly("claims.feedback.v1-0@0");
        }
    }
}
