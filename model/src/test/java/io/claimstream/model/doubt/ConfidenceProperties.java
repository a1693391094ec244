package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class ConfidenceProperties {

    @Example
    void shouldBeTheProbabilityThatANormalResidualGives() {
        // Given
        List<Float> quantiles = ResidualGrid.of(normal(1, 100_000));

        // When, Then: Φ(ln 1.1 / 0.1) − Φ(ln 0.9 / 0.1) = 0.68375.
        assertThat(Doubt.confidence(quantiles, 100_000, 0.1)).isCloseTo(0.68375, within(0.005));
    }

    @Example
    void shouldSeeThatTheModelIsBiased() {
        float[] residuals = normal(2, 10_000);
        float[] shifted = residuals.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += 1.5f;
        }

        assertThat(Doubt.confidence(ResidualGrid.of(shifted), 10_000, 0.1))
                .isLessThan(Doubt.confidence(ResidualGrid.of(residuals), 10_000, 0.1) - 0.2);
    }

    @Property
    void shouldFallAsDifficultyGrows(
            @ForAll long seed,
            @ForAll @IntRange(min = 30, max = 500) int rows,
            @ForAll @DoubleRange(min = 0.001, max = 10) @Scale(4) double one,
            @ForAll @DoubleRange(min = 0.001, max = 10) @Scale(4) double other) {
        List<Float> quantiles = ResidualGrid.of(normal(seed, rows));

        double easier = Doubt.confidence(quantiles, rows, Math.min(one, other));
        double harder = Doubt.confidence(quantiles, rows, Math.max(one, other));

        assertThat(harder).isLessThanOrEqualTo(easier);
        assertThat(harder).isBetween(1.0 / (rows + 2), 1 - 1.0 / (rows + 2));
        assertThat(easier).isBetween(1.0 / (rows + 2), 1 - 1.0 / (rows + 2));
    }

    @Property
    void shouldHaveADistributionThatIncreasesAndIsNeverZeroOrOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 30, max = 500) int rows,
            @ForAll @DoubleRange(min = -20, max = 20) double one,
            @ForAll @DoubleRange(min = -20, max = 20) double other) {
        List<Float> quantiles = ResidualGrid.of(normal(seed, rows));

        double lower = ResidualGrid.probabilityUpTo(quantiles, Math.min(one, other));
        double upper = ResidualGrid.probabilityUpTo(quantiles, Math.max(one, other));

        assertThat(lower).isPositive().isLessThanOrEqualTo(upper);
        assertThat(upper).isLessThanOrEqualTo(1);
    }

    @Example
    void shouldStandRepeatedResiduals() {
        float[] same = new float[50];
        Arrays.fill(same, 0.5f);

        List<Float> quantiles = ResidualGrid.of(same);

        assertThat(ResidualGrid.probabilityUpTo(quantiles, 0.4)).isCloseTo(0, within(0.01));
        assertThat(ResidualGrid.probabilityUpTo(quantiles, 0.6)).isCloseTo(1, within(0.01));
    }

    static float[] normal(long seed, int count) {
        Random random = new Random(seed);
        float[] residuals = new float[count];
        for (int i = 0; i < count; i++) {
            residuals[i] = (float) random.nextGaussian();
        }
        Arrays.sort(residuals);
        return residuals;
    }
}
