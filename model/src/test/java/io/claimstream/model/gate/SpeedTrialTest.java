package io.claimstream.model.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.artifact.ReferenceForest;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SpeedTrialTest {

    private static final GateRules RULES = new GateRules(0, 0, 0.01, 4);

    private final List<float[]> rows = List.of(new float[] {1, Float.NaN}, new float[] {2, 3});
    private long now;

    @Test
    void shouldTellTheRatioOfTheTimes() throws InterruptedException {
        // When
        SpeedTrial.Outcome outcome = trial().run(engine(call -> 5_000), engine(call -> 2_000));

        // Then
        assertThat(outcome).isEqualTo(new SpeedTrial.Outcome(2.5, SpeedTrial.TURNS));
        assertThat(SpeedGate.of(outcome, RULES).isRefused()).isFalse();
    }

    @Test
    void shouldNotBeMisledByAMachineThatIsBusyMostOfTheTime() throws InterruptedException {
        // When: three of four calls of either take up to twenty times as long.
        SpeedTrial.Outcome outcome = trial().run(
                        engine(call -> call % 8 < 6 ? 40_000 + 7 * call : 2_000),
                        engine(call -> (call + 4) % 8 < 6 ? 30_000 : 2_000));

        // Then
        assertThat(outcome.ratio()).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldRefuseWhatTakesTooLong() throws InterruptedException {
        // When
        GateResult result = SpeedGate.of(trial().run(engine(call -> 9_000), engine(call -> 2_000)), RULES);

        // Then
        assertThat(result.isRefused()).isTrue();
        assertThat(result.text())
                .isEqualTo(
                        "Too slow: a score takes 4.50 times as long as 300 trees of depth 6 beside it, and at most 4.0 times is"
                                + " allowed.");
        assertThat(result.figures().get(0).measured()).isEqualTo(4.5);
    }

    @Test
    void shouldEndSoonWhenAModelTakesForEver() throws InterruptedException {
        // When
        SpeedTrial.Outcome outcome = trial().run(engine(call -> SpeedTrial.LONGEST_NANOS), engine(call -> 2_000));

        // Then
        assertThat(outcome.turns()).isEqualTo(SpeedTrial.LEAST_TURNS);
    }

    @Test
    void shouldStopWhenInterrupted() {
        // When
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> trial().run(engine(call -> 1), engine(call -> 1)))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldHaveAReferenceThatCanBeScoredAndIsAlwaysTheSame() {
        try (CompiledEngine one = CompiledEngine.of(ReferenceForest.of(rows));
                CompiledEngine other = CompiledEngine.of(ReferenceForest.of(rows))) {
            // When
            Explanation explanation = one.explain(rows.get(0));

            // Then
            assertThat(other.margin(rows.get(0))).isEqualTo(explanation.margin());
            assertThat(explanation.base() + explanation.contribution(0) + explanation.contribution(1))
                    .isCloseTo(explanation.margin(), within(1e-4f));
        }
    }

    private SpeedTrial trial() {
        return new SpeedTrial(rows, () -> now);
    }

    /** Takes as long for a call, counted from 0, as is said. */
    private ScoringEngine engine(LongUnaryOperator nanos) {
        return new ScoringEngine() {
            private long calls;

            @Override
            public String version() {
                return "fake/1";
            }

            @Override
            public float margin(float[] row) {
                throw new UnsupportedOperationException("Expected to be asked for reasons too.");
            }

            @Override
            public float[] margins(float[] many, int count) {
                throw new UnsupportedOperationException("Expected to be asked for reasons too.");
            }

            @Override
            public Explanation explain(float[] row) {
                throw new UnsupportedOperationException("Expected to be asked as a scorer asks.");
            }

            @Override
            public float explain(float[] row, float[] contributions) {
                now += nanos.applyAsLong(calls++);
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
