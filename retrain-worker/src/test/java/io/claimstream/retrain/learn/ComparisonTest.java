package io.claimstream.retrain.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.Metrics;
import io.claimstream.model.evaluation.Comparison.Finding;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.statistics.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    private static final Metrics GOOD = metrics(0.05);
    private static final Metrics FAIR = metrics(0.08);
    private static final Metrics POOR = metrics(0.30);
    private static final io.claimstream.model.evaluation.Comparison BASELINE =
            compared("baseline", POOR, -0.25, -0.3, -0.2);

    @Test
    void shouldPassWhatIsBetterThanChampionAndBaseline() {
        // When
        GateResult result = new Comparison(80, "m-1", FAIR, GOOD, POOR)
                .better("m-2", List.of(compared("m-1", FAIR, -0.03, -0.04, -0.02), BASELINE));

        // Then
        assertThat(result.isRefused()).isFalse();
        assertThat(result.text()).contains("5.00 %", "8.00 % of the champion", "30.00 % of the baseline");
    }

    @Test
    void shouldRefuseWhatIsBetterThanChampionByChanceOnly() {
        // When
        GateResult result = new Comparison(80, "m-1", FAIR, GOOD, POOR)
                .better("m-2", List.of(compared("m-1", FAIR, -0.03, -0.07, 0.01), BASELINE));

        // Then
        assertThat(result.isRefused()).isTrue();
        assertThat(result.text()).startsWith("Not better than the champion beyond chance");
    }

    @Test
    void shouldNotAskForMoreThanChampionAndBaseline() {
        // When: a forest is better still.
        GateResult result = new Comparison(80, null, null, GOOD, POOR)
                .better("m-2", List.of(compared("random forest", GOOD, 0.01, 0.005, 0.02), BASELINE));

        // Then
        assertThat(result.isRefused()).isFalse();
    }

    @Test
    void shouldRefuseWhatCouldNotBeComparedWithTheChampion() {
        // When
        GateResult result = new Comparison(80, "m-1", FAIR, GOOD, POOR).better("m-2", List.of(BASELINE));

        // Then
        assertThat(result.isRefused()).isTrue();
    }

    @Test
    void shouldRefuseWhenTooFewClaimsAreUnseenByBoth() {
        // When
        GateResult result = new Comparison(12, "m-1", null, null, null)
                .better("m-2", List.of(compared("m-1", FAIR, -0.03, -0.04, -0.02), BASELINE));

        // Then
        assertThat(result.text()).startsWith("Too few later claims to compare on: 12");
    }

    @Test
    void shouldSayThatSameLabelsGaveSameModel() {
        // When
        GateResult result = new Comparison(12, "m-1", null, null, null).better("m-1", List.of(BASELINE));

        // Then
        assertThat(result.text()).contains("m-1 is champion already");
    }

    @Test
    void shouldTellErrorsAndGatesToTheRun() {
        // Given
        Comparison comparison = new Comparison(80, null, null, GOOD, POOR);

        // When
        String json = comparison.toJson(List.of(comparison.better("m-2", List.of(BASELINE))));

        // Then
        assertThat(json)
                .contains("\"challenger\":{", "\"mape\":0.05", "\"gates\":[{", "\"gate\":\"BETTER\"", "\"limit\":0.0");
    }

    private static io.claimstream.model.evaluation.Comparison compared(
            String with, Metrics metrics, double value, double lower, double upper) {
        Measured difference = new Measured(value, lower, upper);
        return new io.claimstream.model.evaluation.Comparison(
                with, metrics, difference, difference, 0.9, Finding.BETTER);
    }

    private static Metrics metrics(double mape) {
        return new Metrics(80, mape, mape, 100, 120, 0.01, 0.9);
    }
}
