package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void shouldMeasureErrors() {
        Metrics metrics = Metrics.of(new double[] {110, 80, 100}, new double[] {100, 100, 100});

        assertThat(metrics.rows()).isEqualTo(3);
        assertThat(metrics.mape()).isCloseTo(0.1, within(1e-12));
        assertThat(metrics.medianApe()).isCloseTo(0.1, within(1e-12));
        assertThat(metrics.mae()).isCloseTo(10, within(1e-12));
        assertThat(metrics.rmse()).isCloseTo(Math.sqrt(500 / 3.0), within(1e-12));
        assertThat(metrics.bias()).isCloseTo(-10 / 300.0, within(1e-12));
        assertThat(metrics.withinTenPercent()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void shouldTakeTheMiddleOfAnEvenNumberOfErrors() {
        assertThat(Metrics.of(new double[] {110, 130}, new double[] {100, 100}).medianApe())
                .isCloseTo(0.2, within(1e-12));
    }

    @Test
    void shouldRefuseNoRowsOrUnequalOnes() {
        assertThatThrownBy(() -> Metrics.of(new double[0], new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Metrics.of(new double[1], new double[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
