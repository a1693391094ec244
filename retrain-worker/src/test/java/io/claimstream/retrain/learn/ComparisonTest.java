package io.claimstream.retrain.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.Metrics;
import io.claimstream.model.training.GateDecision;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    private static final Metrics GOOD = metrics(0.05);
    private static final Metrics FAIR = metrics(0.08);
    private static final Metrics POOR = metrics(0.30);

    @Test
    void shouldPublishWhatIsBetterThanChampionAndBaseline() {
        // When
        GateDecision decision = new Comparison(80, "m-1", FAIR, GOOD, POOR).decide("m-2");

        // Then
        assertThat(decision).isInstanceOf(GateDecision.Publish.class);
        assertThat(decision.reason()).contains("5.00 %", "8.00 % of the champion", "30.00 % of the baseline");
    }

    @Test
    void shouldRefuseWhatIsWorseThanChampion() {
        // When
        GateDecision decision = new Comparison(80, "m-1", GOOD, FAIR, POOR).decide("m-2");

        // Then
        assertThat(decision).isInstanceOf(GateDecision.Refuse.class);
        assertThat(decision.reason()).startsWith("Not better than the champion");
    }

    @Test
    void shouldRefuseWhatEqualsChampion() {
        // When
        GateDecision decision = new Comparison(80, "m-1", GOOD, GOOD, POOR).decide("m-2");

        // Then
        assertThat(decision).isInstanceOf(GateDecision.Refuse.class);
    }

    @Test
    void shouldRefuseWhenTooFewClaimsAreUnseenByBoth() {
        // When
        GateDecision decision = new Comparison(12, "m-1", null, null, null).decide("m-2");

        // Then
        assertThat(decision.reason()).startsWith("Too few later claims to compare on: 12");
    }

    @Test
    void shouldSayThatSameLabelsGaveSameModel() {
        // When
        GateDecision decision = new Comparison(12, "m-1", null, null, null).decide("m-1");

        // Then
        assertThat(decision.reason()).contains("m-1 is champion already");
    }

    private static Metrics metrics(double mape) {
        return new Metrics(80, mape, mape, 100, 120, 0.01, 0.9);
    }
}
