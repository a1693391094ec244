package io.claimstream.retrain.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LearningRulesTest {

    private static final LearningTurn.Rules RULES =
            new LearningTurn.Rules(100, 200, Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(5));

    @Test
    void shouldWaitForMinimumBeforeFirstTraining() {
        // When, Then
        assertThat(RULES.isEnough(199, false)).isFalse();
        assertThat(RULES.isEnough(200, false)).isTrue();
    }

    @Test
    void shouldWaitForNewLabelsAfterFirstTraining() {
        // When, Then
        assertThat(RULES.isEnough(99, true)).isFalse();
        assertThat(RULES.isEnough(100, true)).isTrue();
    }

    @Test
    void shouldCountAsFarAsEitherRuleAsks() {
        // When, Then
        assertThat(RULES.greatestCount()).isEqualTo(200);
    }
}
