package io.claimstream.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.gate.CoverageGate.Counted;
import io.claimstream.model.gate.CoverageGate.Stated;
import io.claimstream.model.gate.GateResult.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverageGateTest {

    private static final long SEED = 20_261_121;
    private static final GateRules STRICT = new GateRules(0, 0, 0.05, 4);

    @Test
    void shouldPassWhatCoversWhatItStates() {
        // When
        GateResult result =
                CoverageGate.of(new Stated(0.9, 80), all(80, 71), List.of(new Counted("small", 60, 50)), STRICT);

        // Then: the band has too few rows to be looked at.
        assertThat(result.isRefused()).isFalse();
        assertThat(result.figures()).hasSize(1);
        assertThat(result.text())
                .startsWith("Intervals stated to cover 90.0 % cover 88.8 % of 80 in all claims (at least ");
    }

    @Test
    void shouldAllowLessWithFewRowsThanWithMany() {
        assertThat(limit(40, 40)).isLessThan(limit(400, 400));
        assertThat(limit(400, 40)).isGreaterThan(limit(40, 40));
        assertThat(limit(4_000, 4_000)).isBetween(0.88, 0.9);
    }

    @Test
    void shouldRefuseWhatCoversTooLittleAndSayHowMuchIsAsked() {
        // When
        GateResult result = CoverageGate.of(new Stated(0.9, 400), all(400, 330), List.of(), STRICT);

        // Then
        assertThat(result.isRefused()).isTrue();
        assertThat(result.text())
                .startsWith(
                        "Intervals stated to cover 90.0 % cover too little, beyond chance: 82.5 % of 400 in all claims");
        assertThat(result.figures()).allSatisfy(it -> assertThat(it.measured()).isLessThan(it.limit()));
    }

    @Test
    void shouldRefuseForOneBandAlone() {
        // When
        GateResult result = CoverageGate.of(
                new Stated(0.9, 400),
                all(400, 360),
                List.of(new Counted("small", 300, 290), new Counted("large", 100, 70)),
                STRICT);

        // Then
        assertThat(result.isRefused()).isTrue();
        assertThat(result.text()).contains("70.0 % of 100 in large").doesNotContain("small", "all claims");
        assertThat(result.figures()).extracting(Figure::name).hasSize(3);
    }

    @Test
    void shouldAllowABandMoreThanAllClaims() {
        // Given
        GateRules lenient = new GateRules(0, 0.25, 0.05, 4);

        // Then
        assertThat(CoverageGate.of(new Stated(0.9, 400), all(400, 360), List.of(new Counted("large", 100, 70)), lenient)
                        .isRefused())
                .isFalse();
    }

    /** Scores of conformity that are exchangeable: whether a later one is below the conformal quantile of the earlier ones is what covers. */
    @Test
    void shouldRefuseSoundIntervalsNoMoreOftenThanItsLevel() {
        // Given
        SplittableRandom random = new SplittableRandom(SEED);
        int runs = 4_000;
        int refused = 0;

        // When
        for (int run = 0; run < runs; run++) {
            double[] calibration = random.doubles(99).sorted().toArray();
            double quantile = calibration[90 - 1];
            int covered = (int) Arrays.stream(random.doubles(99).toArray())
                    .filter(it -> it <= quantile)
                    .count();
            refused += CoverageGate.of(new Stated(0.9, 99), all(99, covered), List.of(), STRICT)
                            .isRefused()
                    ? 1
                    : 0;
        }

        // Then: with four standard errors of the simulation to spare. A bound that took the coverage for known would
        // refuse twice as many.
        assertThat((double) refused / runs).as("seed %d", SEED).isBetween(0.01, 0.05 + 4 * 0.0035);
    }

    private static Counted all(int rows, int covered) {
        return new Counted("all claims", rows, covered);
    }

    private static double limit(int calibrationRows, int rows) {
        return CoverageGate.of(new Stated(0.9, calibrationRows), all(rows, rows), List.of(), STRICT)
                .figures()
                .get(0)
                .limit();
    }
}
