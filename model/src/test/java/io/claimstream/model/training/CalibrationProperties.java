package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CalibrationProperties {

    @Example
    void shouldTakeTheConformalQuantile() {
        float[] margins = new float[99];
        double[] settlements = new double[99];
        for (int i = 0; i < 99; i++) {
            settlements[i] = Math.exp((i + 1) / 100.0);
        }

        Calibration calibration = Calibration.of(margins, settlements);

        // ⌈100 · 0.9⌉ = 90, so the 90th smallest of 0.01, 0.02, … 0.99.
        assertThat(calibration.logHalfWidth()).isCloseTo(0.90, within(1e-9));
        assertThat(calibration.withinTenPercent()).isCloseTo(10 / 101.0, within(1e-12));
        assertThat(calibration.rows()).isEqualTo(99);
    }

    @Property(tries = 20)
    void shouldCoverNewClaimsAsItSays(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        Calibration calibration = Calibration.of(new float[2_000], settlements(random, 2_000));

        // When
        int covered = 0;
        for (double settlement : settlements(random, 4_000)) {
            covered += Math.abs(Math.log(settlement)) <= calibration.logHalfWidth() ? 1 : 0;
        }

        // Then: five standard deviations of both samples together.
        assertThat(covered / 4_000.0).isCloseTo(0.9, within(0.042));
    }

    @Example
    void shouldRefuseTooFewRows() {
        assertThatThrownBy(() -> Calibration.of(new float[29], new double[29])).hasMessageContaining("30");
    }

    private static double[] settlements(Random random, int count) {
        return random.doubles(count).map(u -> Math.exp(u - 0.5)).toArray();
    }
}
