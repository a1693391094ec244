package io.claimstream.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.Metrics;
import io.claimstream.model.gate.BetterGate.Rival;
import io.claimstream.model.gate.GateResult.Outcome;
import io.claimstream.model.statistics.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class BetterGateTest {

    private static final Metrics MODEL = metrics(0.08);
    private static final Rival BASELINE = new Rival("baseline", metrics(0.2), new Measured(-0.12, -0.15, -0.1));

    @Test
    void shouldPassWhatIsBetterThanAllBeyondChance() {
        // When
        GateResult result = BetterGate.of(
                MODEL, List.of(new Rival("champion", metrics(0.1), new Measured(-0.02, -0.03, -0.01)), BASELINE));

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.text())
                .isEqualTo(
                        "Better: MAPE 8.00 % against 10.00 % of the champion (difference -3.00 to -1.00 points, on 80 claims)"
                                + " and 20.00 % of the baseline (difference -15.00 to -10.00 points, on 80 claims).");
        assertThat(result.figures())
                .extracting(GateResult.Figure::measured, GateResult.Figure::limit)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(-0.01, 0.0),
                        org.assertj.core.groups.Tuple.tuple(-0.1, 0.0));
    }

    @Test
    void shouldRefuseWhatIsBetterByChanceOnly() {
        // When
        GateResult result = BetterGate.of(
                MODEL, List.of(new Rival("champion", metrics(0.1), new Measured(-0.02, -0.05, 0.01)), BASELINE));

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.text()).startsWith("Not better than the champion beyond chance: MAPE 8.00 %");
    }

    @Test
    void shouldRefuseWhatIsWorse() {
        // When
        GateResult result =
                BetterGate.of(MODEL, List.of(new Rival("baseline", metrics(0.07), new Measured(0.01, 0.005, 0.02))));

        // Then
        assertThat(result.isRefused()).isTrue();
    }

    @Test
    void shouldRefuseWhatNobodyKnowsTheChanceOf() {
        // When
        GateResult result =
                BetterGate.of(MODEL, List.of(new Rival("baseline", metrics(0.2), Measured.withoutInterval(-0.12))));

        // Then
        assertThat(result.isRefused()).isTrue();
        assertThat(result.text()).contains("-12.00, without an interval");
    }

    private static Metrics metrics(double mape) {
        return new Metrics(80, mape, mape, 100, 120, 0.01, 0.9);
    }
}
