package io.claimstream.domain.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureSetV1;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private final List<Float> nothing = Collections.nCopies(FeatureSetV1.NAMES.size(), Float.NaN);

    @Test
    void shouldCompareEachFactOnItsOwnScale() {
        assertThat(apart("general_fixed", 100, 1_009)).isCloseTo(1, within(0.001));
        assertThat(apart("general_fixed", 1_000, 2_000)).isCloseTo(0.3, within(0.01));
        assertThat(apart("general_fixed", 0, 1_000_000)).isEqualTo(1);
        assertThat(apart("prognosis_months", 6, 9)).isEqualTo(0.25);
        assertThat(apart("prognosis_months", 6, 24)).isEqualTo(1);
        assertThat(apart("claim_lag_days", 0, 45)).isEqualTo(0.5);
        assertThat(apart("whiplash", 1, 0)).isEqualTo(1);
        assertThat(apart("whiplash", 1, 1)).isZero();
    }

    @Test
    void shouldTakeACategoryAsOneFact() {
        // Given
        List<Float> arms = injured("arms");
        List<Float> legs = injured("legs");

        // Then
        assertThat(new Likeness(arms, Map.of()).with(legs).facts())
                .containsExactly(new Comparison.Fact("dominant_injury", 1, 1));
        assertThat(new Likeness(arms, Map.of()).with(arms).distance()).isZero();
    }

    @Test
    void shouldCountAFactThatOneStatesAsHalfDifferentAndLeaveOutWhatNeitherStates() {
        // Given
        List<Float> one = with(with(nothing, "whiplash", 1), "prognosis_months", 6);
        List<Float> other = with(nothing, "whiplash", 1);

        // When
        Comparison comparison = new Likeness(one, Map.of()).with(other);

        // Then
        assertThat(comparison.facts())
                .containsExactlyInAnyOrder(
                        new Comparison.Fact("prognosis_months", 0.5, 0.5), new Comparison.Fact("whiplash", 0, 0.5));
        assertThat(comparison.distance()).isEqualTo(0.25);
        assertThat(comparison.words()).isEqualTo("Much alike");
    }

    @Test
    void shouldWeighWhatMovedTheEstimate() {
        // Given
        List<Float> one = with(with(nothing, "whiplash", 1), "prognosis_months", 6);
        List<Float> other = with(with(nothing, "whiplash", 0), "prognosis_months", 6);
        Map<String, BigDecimal> reasons =
                Map.of("whiplash", new BigDecimal("-300.00"), "prognosis_months", new BigDecimal("100.00"));

        // When
        Comparison comparison = new Likeness(one, reasons).with(other);

        // Then
        assertThat(comparison.distance()).isEqualTo(0.25 + 0.375);
        assertThat(comparison.isAlike()).isFalse();
        assertThat(comparison.shared()).extracting(Comparison.Fact::group).containsExactly("prognosis_months");
        assertThat(comparison.different()).extracting(Comparison.Fact::group).containsExactly("whiplash");
    }

    @Test
    void shouldCallClaimsThatStateNothingNotAlike() {
        assertThat(new Likeness(nothing, Map.of()).with(nothing).isAlike()).isFalse();
    }

    @Test
    void shouldCompareNothingOfPeople() {
        assertThat(ComparedFact.ALL)
                .hasSize(25)
                .extracting(ComparedFact::group)
                .noneMatch(it -> it.endsWith("_history") || it.contains("gender") || it.contains("driver"));
    }

    @Test
    void shouldRefuseAnotherFeatureSet() {
        assertThatThrownBy(() -> new Likeness(List.of(1f), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private double apart(String feature, float one, float other) {
        return new Likeness(with(nothing, feature, one), Map.of())
                .with(with(nothing, feature, other))
                .distance();
    }

    private List<Float> injured(String where) {
        List<Float> claim = nothing;
        for (String suffix : List.of("arms", "hips", "legs", "multiple", "other")) {
            claim = with(claim, "dominant_injury_" + suffix, suffix.equals(where) ? 1 : 0);
        }
        return claim;
    }

    private static List<Float> with(List<Float> claim, String feature, float value) {
        List<Float> changed = new ArrayList<>(claim);
        changed.set(FeatureGroups.index(feature), value);
        return changed;
    }
}
