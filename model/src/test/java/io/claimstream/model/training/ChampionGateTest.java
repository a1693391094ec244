package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.Metrics;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChampionGateTest {

    @Test
    void shouldPublishWhatIsBetterThanTheBaselineWhenThereIsNoChampion() {
        GateDecision decision = ChampionGate.compare(Optional.empty(), error(0.08), error(0.2));

        assertThat(decision)
                .isEqualTo(new GateDecision.Publish(
                        "Better: MAPE 8.00 % against 20.00 % of the baseline, on the same 2 later claims."));
        assertThat(decision.<Boolean>fold(publish -> true, refuse -> false)).isTrue();
    }

    @Test
    void shouldPublishWhatIsBetterThanBoth() {
        GateDecision decision = ChampionGate.compare(Optional.of(error(0.1)), error(0.08), error(0.2));

        assertThat(decision).isInstanceOf(GateDecision.Publish.class);
        assertThat(decision.reason()).contains("10.00 % of the champion");
    }

    @Test
    void shouldRefuseWhatIsNotBetter() {
        assertThat(ChampionGate.compare(Optional.of(error(0.08)), error(0.08), error(0.2))
                        .<String>fold(GateDecision::reason, GateDecision::reason))
                .startsWith("Not better than the champion");
        assertThat(ChampionGate.compare(Optional.of(error(0.3)), error(0.2), error(0.2)))
                .isInstanceOf(GateDecision.Refuse.class);
    }

    @Test
    void shouldNotCompareDifferentRows() {
        Metrics other = Metrics.of(new double[] {1}, new double[] {1});

        assertThatThrownBy(() -> ChampionGate.compare(Optional.empty(), error(0.1), other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Metrics error(double share) {
        return Metrics.of(new double[] {100 * (1 + share), 100 * (1 - share)}, new double[] {100, 100});
    }
}
