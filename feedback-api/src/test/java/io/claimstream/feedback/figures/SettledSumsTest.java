package io.claimstream.feedback.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.feedback.figures.SettledSums.Stated;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettledSumsTest {

    @Test
    void shouldJudgeScoresByWhatWasPaid() {
        // Given: ten claims 20 % too high and ten 10 % too low, by the settlement
        SettledSums high = SettledSums.of(score("1200.00", "900.00", "1100.00", 0.5), new BigDecimal("1000.00"));
        SettledSums low = SettledSums.of(score("450.00", "400.00", "480.00", 0.7), new BigDecimal("500.00"));

        // When
        SettledSums all = Stream.concat(times(high, 10), times(low, 10)).reduce(SettledSums.none(), SettledSums::plus);

        // Then
        assertThat(all.claims()).isEqualTo(20);
        assertThat(all.estimated()).isEqualByComparingTo("16500.00");
        assertThat(all.paid()).isEqualByComparingTo("15000.00");
        assertThat(all.mape()).hasValueSatisfying(it -> assertThat(it).isCloseTo(0.15, within(1e-9)));
        assertThat(all.bias()).hasValueSatisfying(it -> assertThat(it).isCloseTo(0.05, within(1e-9)));
        assertThat(all.mae()).contains(125.0);
        assertThat(all.coverage()).hasValueSatisfying(it -> {
            assertThat(it.value()).isEqualTo(0.5);
            assertThat(it.lower()).isCloseTo(0.299298, within(1e-6));
            assertThat(it.upper()).isCloseTo(0.700702, within(1e-6));
        });
        assertThat(all.meanConfidence()).hasValueSatisfying(it -> assertThat(it).isCloseTo(0.6, within(1e-9)));
        assertThat(all.hitRate())
                .hasValueSatisfying(it -> assertThat(it.value()).isZero());
    }

    @Test
    void shouldCountASettlementWithinTenPercentOfTheEstimateAsAHit() {
        // When
        SettledSums edge = SettledSums.of(score("1000.00", null, null, 0.9), new BigDecimal("1100.00"));
        SettledSums beyond = SettledSums.of(score("1000.00", null, null, 0.9), new BigDecimal("1100.01"));
        SettledSums unsure = SettledSums.of(score("1000.00", null, null, null), new BigDecimal("1000.00"));

        // Then
        assertThat(edge.withinTen()).isEqualTo(1);
        assertThat(beyond.withinTen()).isZero();
        assertThat(unsure.withinTen()).isZero();
        assertThat(unsure.withConfidence()).isZero();
        assertThat(edge.withInterval()).isZero();
    }

    @Test
    void shouldTakeNoShareOfASettlementOfNothing() {
        // When
        SettledSums nothing = SettledSums.of(score("100.00", "0.00", "200.00", 0.1), BigDecimal.ZERO.setScale(2));

        // Then
        assertThat(nothing.aboveZero()).isZero();
        assertThat(nothing.percentageError()).isZero();
        assertThat(nothing.absoluteError()).isEqualByComparingTo("100.00");
        assertThat(nothing.covered()).isEqualTo(1);
    }

    @Test
    void shouldTellNoFigureOfFewerThanTwentyCases() {
        // Given
        SettledSums one = SettledSums.of(score("1000.00", "900.00", "1100.00", 0.9), new BigDecimal("1000.00"));

        // When
        SettledSums few = times(one, SettledSums.LEAST - 1).reduce(SettledSums.none(), SettledSums::plus);

        // Then
        assertThat(few.mape()).isEmpty();
        assertThat(few.mae()).isEmpty();
        assertThat(few.coverage()).isEmpty();
        assertThat(few.hitRate()).isEmpty();
        assertThat(few.plus(one).mape()).contains(0.0);
        assertThat(new Answered(12, 7).withoutChange()).isEmpty();
        assertThat(new Answered(15, 5).withoutChange())
                .hasValueSatisfying(it -> assertThat(it.value()).isEqualTo(0.75));
    }

    private static Stream<SettledSums> times(SettledSums one, int times) {
        return Stream.generate(() -> one).limit(times);
    }

    private static Stated score(
            String estimate, @Nullable String lower, @Nullable String upper, @Nullable Double confidence) {
        return new Stated(
                new BigDecimal(estimate),
                lower == null ? null : new BigDecimal(lower),
                upper == null ? null : new BigDecimal(upper),
                confidence);
    }
}
