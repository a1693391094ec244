package io.claimstream.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against tables of the literature, and by hand. */
class StatisticsTest {

    private static final double[] VALUES = {1, 2, 3, 4};
    private static final int[] EACH_ITS_OWN = {0, 1, 2, 3};

    @Test
    void shouldKnowTheQuantilesOfStudent() {
        assertThat(StudentT.quantile(0.975, 1)).isCloseTo(12.7062, within(1e-4));
        assertThat(StudentT.quantile(0.975, 3)).isCloseTo(3.182446, within(1e-6));
        assertThat(StudentT.quantile(0.975, 10)).isCloseTo(2.228139, within(1e-6));
        assertThat(StudentT.quantile(0.995, 29)).isCloseTo(2.756386, within(1e-6));
        assertThat(StudentT.quantile(0.975, 1e6)).isCloseTo(1.959966, within(1e-6));
        assertThat(StudentT.probabilityUpTo(0, 7)).isEqualTo(0.5);
    }

    @Test
    void shouldKnowTheQuantilesOfChiSquareNearlyEnough() {
        assertThat(ChiSquare.quantile(0.95, 1)).isCloseTo(3.841, within(0.1));
        assertThat(ChiSquare.quantile(0.95, 9)).isCloseTo(16.919, within(0.02));
        assertThat(ChiSquare.quantile(0.999, 10)).isCloseTo(29.588, within(0.2));
    }

    @Test
    void shouldGiveTheIntervalOfWilson() {
        Measured share = Share.of(8, 10);

        assertThat(share.value()).isEqualTo(0.8);
        assertThat(share.lower()).isCloseTo(0.4902, within(1e-4));
        assertThat(share.upper()).isCloseTo(0.9433, within(1e-4));
        assertThat(Share.of(0, 5).lower()).isZero();
        assertThat(Share.of(5, 5).upper()).isEqualTo(1);
    }

    @Test
    void shouldGiveStudentsIntervalOfIndependentRows() {
        // When: the standard error is 1.290994 / √4.
        Measured mean = ClusteredMean.of(VALUES, EACH_ITS_OWN, 0.95);

        // Then
        assertThat(mean.value()).isEqualTo(2.5);
        assertThat(mean.upper()).isCloseTo(2.5 + 3.182446 * 0.6454972, within(1e-6));
        assertThat(mean.lower()).isCloseTo(2.5 - 3.182446 * 0.6454972, within(1e-6));
    }

    @Test
    void shouldNotBecomeSurerByRepetition() {
        Measured once = ClusteredMean.of(VALUES, EACH_ITS_OWN, 0.95);
        Measured twice =
                ClusteredMean.of(new double[] {1, 2, 3, 4, 1, 2, 3, 4}, new int[] {0, 1, 2, 3, 0, 1, 2, 3}, 0.95);

        assertThat(twice.value()).isEqualTo(once.value());
        assertThat(twice.upper()).isCloseTo(once.upper(), within(1e-12));
    }

    @Test
    void shouldGiveNoIntervalOfOneClaimRepeated() {
        assertThat(ClusteredMean.of(new double[] {1, 1, 1}, new int[] {0, 0, 0}, 0.95))
                .isEqualTo(Measured.withoutInterval(1));
        assertThat(PairedBootstrap.meanDifference(new double[] {1, 1}, new int[] {0, 0}, 1))
                .isEqualTo(Measured.withoutInterval(1));
    }

    @Test
    void shouldCompareAGroupWithEverybodyElse() {
        // When: influences are −½, ½, 0 and 0; two clusters inside leave one degree of freedom.
        Measured gap = ClusteredMean.gap(
                new double[] {1, 3, 0, 0}, EACH_ITS_OWN, new boolean[] {true, true, false, false}, 0.95);

        // Then
        assertThat(gap.value()).isEqualTo(2);
        assertThat(gap.upper()).isCloseTo(2 + 12.7062, within(1e-4));
        assertThat(gap.isBeyondChance()).isFalse();
    }

    @Test
    void shouldInterpolateQuantiles() {
        assertThat(Quantiles.of(VALUES, 0)).isEqualTo(1);
        assertThat(Quantiles.of(VALUES, 0.5)).isEqualTo(2.5);
        assertThat(Quantiles.of(VALUES, 0.9)).isCloseTo(3.7, within(1e-12));
        assertThat(Quantiles.of(VALUES, 1)).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatNoFigureCanBeMadeOf() {
        assertThatIllegalArgumentException().isThrownBy(() -> Share.of(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Quantiles.of(new double[0], 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusteredMean.of(VALUES, new int[] {0}, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> new Measured(1, 2.0, 1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Measured(1, 2.0, null));
    }
}
