package io.claimstream.retrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeAlarmTest {

    private static final long SEED = 20_260_201;
    private static final int RUNS = 400;
    private static final int EVIDENCE = 1_000;
    private static final int LONGEST = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5})
    void shouldAlarmByChanceNoSoonerThanPromised(double bound) {
        // Given: losses right at the bound, the worst that is no change.
        Random random = new Random(SEED);

        // When
        double losses = averageUntilAlarm(bound, random, it -> it.nextDouble() < bound ? 1 : 0);

        // Then: runs that were cut off count as shorter than they are.
        System.out.println(
                "losses of 0 or 1 at the bound " + bound + ", seed " + SEED + ": " + losses + " to an alarm");
        assertThat(losses).isGreaterThan(EVIDENCE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.12, 0.2})
    void shouldFindAnErrorThatDoubledWithinTwoHundredSettlements(double bound) {
        // Given: single errors between nothing and four times the bound.
        Random random = new Random(SEED);

        // When
        double losses = averageUntilAlarm(bound, random, it -> 4 * bound * it.nextDouble());

        // Then
        System.out.println("error of twice the bound " + bound + ", seed " + SEED + ": " + losses + " to an alarm");
        assertThat(losses).isLessThan(200);
    }

    @Test
    void shouldFindALateChangeAsSoonAsAnEarlyOne() {
        // Given
        ChangeAlarm early = new ChangeAlarm(0.2, 1e9);
        ChangeAlarm late = new ChangeAlarm(0.2, 1e9);
        for (int i = 0; i < 100_000; i++) {
            late.take(0.05);
        }

        // When
        for (int i = 0; i < 20; i++) {
            early.take(0.9);
            late.take(0.9);
        }

        // Then
        assertThat(late.evidence()).isEqualTo(early.evidence()).isGreaterThan(EVIDENCE);
    }

    @Test
    void shouldForgetWhatMended() {
        // Given
        ChangeAlarm alarm = new ChangeAlarm(0.2, 10.0 * EVIDENCE);
        for (int i = 0; i < 10_000; i++) {
            alarm.take(1);
        }
        double broken = alarm.evidence();

        // When
        for (int i = 0; i < 200; i++) {
            alarm.take(0.05);
        }

        // Then
        assertThat(broken).isEqualTo(10.0 * EVIDENCE);
        assertThat(alarm.evidence()).isLessThan(2);
    }

    @Test
    void shouldTakeManyAtOnceAsOneByOneWhenTheyAreBad() {
        // Given
        ChangeAlarm oneByOne = new ChangeAlarm(0.2, 1e9);
        ChangeAlarm atOnce = new ChangeAlarm(0.2, 1e9);

        // When
        for (int i = 0; i < 8; i++) {
            oneByOne.take(1);
        }
        oneByOne.take(0);
        atOnce.take(1, 8);

        // Then
        assertThat(atOnce.evidence()).isCloseTo(oneByOne.evidence(), within(1e-6 * oneByOne.evidence()));
    }

    @Test
    void shouldBearAnyNumberAtOnce() {
        // Given
        ChangeAlarm alarm = new ChangeAlarm(0.2, EVIDENCE);

        // When
        alarm.take(1_000, 1_000_000);

        // Then
        assertThat(alarm.evidence()).isEqualTo(EVIDENCE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void shouldRefuseABoundThatNothingCanBreak(double bound) {
        assertThatThrownBy(() -> new ChangeAlarm(bound, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double averageUntilAlarm(double bound, Random random, ToDoubleFunction<Random> loss) {
        long taken = 0;
        for (int run = 0; run < RUNS; run++) {
            ChangeAlarm alarm = new ChangeAlarm(bound, 10.0 * EVIDENCE);
            for (int i = 0; i < LONGEST && alarm.evidence() < EVIDENCE; i++) {
                alarm.take(loss.applyAsDouble(random));
                taken++;
            }
        }
        return (double) taken / RUNS;
    }
}
