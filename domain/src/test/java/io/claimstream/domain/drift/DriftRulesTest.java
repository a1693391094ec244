package io.claimstream.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.DriftDay;
import io.claimstream.event.DriftFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DriftRulesTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<DriftFact> FACTS =
            List.of(features(1, 7), score(40), features(1, 9), features(Sketch.MISSING, 7), score(41), score(40));

    @Test
    void shouldCountEachFeatureAndTheEstimates() {
        DriftDay day = DriftRules.add(empty(), FACTS);

        assertThat(day.getFeatures().stream()
                        .<Map<Integer, Long>>map(it -> Sketch.of(it).counts()))
                .containsExactly(Map.of(1, 2L, Sketch.MISSING, 1L), Map.of(7, 2L, 9, 1L));
        assertThat(Sketch.of(day.getEstimates()).counts()).isEqualTo(Map.of(40, 2L, 41, 1L));
        assertThat(DriftRules.key(day)).isEqualTo("MOTOR_INJURY|GBP|v1|2026-03-01|3");
    }

    @Test
    void shouldNotDependOnHowManyAreCountedAtOnce() {
        // Given
        DriftDay atOnce = DriftRules.add(empty(), FACTS);

        // When
        DriftDay oneByOne =
                FACTS.stream().reduce(empty(), (day, fact) -> DriftRules.add(day, List.of(fact)), (one, other) -> one);

        // Then
        assertThat(oneByOne).isEqualTo(atOnce);
    }

    @Test
    void shouldRefuseFeaturesOfAnotherWidth() {
        assertThatThrownBy(() -> DriftRules.add(DriftRules.add(empty(), FACTS), List.of(features(1, 2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected 2 features of v1, but there are 3.");
    }

    private static DriftDay empty() {
        return DriftRules.dayOf(score(1), 3);
    }

    private static DriftFact features(Integer... buckets) {
        return new DriftFact("MOTOR_INJURY", "GBP", "v1", DAY, List.of(buckets), null);
    }

    private static DriftFact score(int bucket) {
        return new DriftFact("MOTOR_INJURY", "GBP", "v1", DAY, List.of(), bucket);
    }
}
