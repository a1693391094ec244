package io.claimstream.domain.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureSetV1;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What a distance must keep, whatever two claims state. */
class LikenessProperties {

    private static final double BITS = 1e-12;

    @Property(tries = 300)
    void shouldBeNearestToItself(
            @ForAll("claims") List<Float> claim, @ForAll("reasons") Map<String, BigDecimal> reasons) {
        // When
        Comparison itself = new Likeness(claim, reasons).with(claim);

        // Then
        assertThat(itself.distance()).isEqualTo(itself.facts().isEmpty() ? 1.0 : 0.0);
    }

    @Property(tries = 300)
    void shouldBeAsFarEitherWay(
            @ForAll("claims") List<Float> one,
            @ForAll("claims") List<Float> other,
            @ForAll("reasons") Map<String, BigDecimal> reasons) {
        assertThat(new Likeness(one, reasons).with(other).distance())
                .isEqualTo(new Likeness(other, reasons).with(one).distance());
    }

    @Property(tries = 300)
    void shouldStayBetweenNothingAndOne(
            @ForAll("claims") List<Float> one,
            @ForAll("claims") List<Float> other,
            @ForAll("reasons") Map<String, BigDecimal> reasons) {
        // When
        Comparison comparison = new Likeness(one, reasons).with(other);

        // Then
        assertThat(comparison.distance()).isBetween(0.0, 1.0);
        assertThat(comparison.facts())
                .allSatisfy(it -> assertThat(it.distance()).isBetween(0.0, 1.0));
        if (!comparison.facts().isEmpty()) {
            assertThat(comparison.facts().stream()
                            .mapToDouble(Comparison.Fact::weight)
                            .sum())
                    .isCloseTo(1, within(BITS));
        }
    }

    @Property(tries = 100)
    void shouldNotHearOfPeople(@ForAll("claims") List<Float> one, @ForAll("claims") List<Float> other) {
        // Given
        List<Float> stranger = new ArrayList<>(other);
        FeatureGroups.ALL.stream()
                .filter(it -> it.name().endsWith("_history"))
                .flatMap(it -> it.indexes().stream())
                .forEach(place -> stranger.set(place, 7f));

        // Then
        Likeness likeness = new Likeness(one, Map.of());
        assertThat(likeness.with(stranger)).isEqualTo(likeness.with(other));
    }

    @Provide
    Arbitrary<List<Float>> claims() {
        Arbitrary<Float> amount = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Float.NaN)),
                Tuple.of(1, Arbitraries.just(0f)),
                Tuple.of(3, Arbitraries.floats().between(0f, 9_999_999f)));
        return amount.list().ofSize(FeatureSetV1.NAMES.size()).map(Collections::unmodifiableList);
    }

    @Provide
    Arbitrary<Map<String, BigDecimal>> reasons() {
        List<String> groups = FeatureGroups.ALL.stream().map(it -> it.name()).toList();
        return Arbitraries.maps(
                        Arbitraries.of(groups),
                        Arbitraries.bigDecimals().between(new BigDecimal("-9000"), new BigDecimal("9000")))
                .ofMaxSize(6)
                .map(it -> it.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
