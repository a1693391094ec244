package io.claimstream.retrain.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.retrain.learn.Triggers.Signs;
import io.claimstream.retrain.run.TrainingRun.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TriggersTest {

    private static final Duration SHORT = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofDays(7);
    private static final Triggers.Rules RULES =
            new Triggers.Rules(100, 200, 30, LONG, Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Test
    void shouldWaitForMinimumBeforeFirstTraining() {
        assertThat(RULES.cause(new Signs(199, false, true, true, LONG))).isEmpty();
        assertThat(RULES.cause(new Signs(200, false, false, false, Duration.ZERO)))
                .contains(Cause.LABELS);
    }

    @Test
    void shouldWaitForNewLabelsAfterFirstTraining() {
        assertThat(RULES.cause(new Signs(99, true, false, false, SHORT))).isEmpty();
        assertThat(RULES.cause(new Signs(100, true, true, true, LONG))).contains(Cause.LABELS);
    }

    @Test
    void shouldTrainEarlierForAReason() {
        assertThat(RULES.cause(new Signs(30, true, true, true, LONG))).contains(Cause.LIVE_ERROR);
        assertThat(RULES.cause(new Signs(30, true, false, true, LONG))).contains(Cause.DRIFT);
        assertThat(RULES.cause(new Signs(30, true, false, false, LONG))).contains(Cause.SCHEDULE);
    }

    @Test
    void shouldNotMakeTheSameModelAgain() {
        assertThat(RULES.cause(new Signs(29, true, true, true, LONG))).isEmpty();
    }

    @Test
    void shouldHaveNoScheduleWhereNoneIsSet() {
        Triggers.Rules rules = new Triggers.Rules(100, 200, 30, Duration.ZERO, SHORT, SHORT);

        assertThat(rules.cause(new Signs(99, true, false, false, LONG))).isEmpty();
    }

    @Test
    void shouldCountAsFarAsAnyRuleAsks() {
        assertThat(RULES.greatestCount()).isEqualTo(200);
        assertThat(new Triggers.Rules(10, 20, 500, LONG, SHORT, SHORT).greatestCount())
                .isEqualTo(500);
    }
}
