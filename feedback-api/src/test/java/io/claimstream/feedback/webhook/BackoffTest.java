package io.claimstream.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void shouldGrowUpToSixHoursAndLastAboutADay() {
        // Given
        Backoff backoff = new Backoff(always(0.5));

        // When
        List<Duration> pauses = IntStream.range(1, Backoff.ATTEMPTS)
                .mapToObj(backoff::afterAttempt)
                .toList();

        // Then
        assertThat(pauses.subList(0, 4))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(80), Duration.ofSeconds(320));
        assertThat(pauses).endsWith(Duration.ofHours(6));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(24), Duration.ofHours(27));
    }

    @Test
    void shouldGiveOrTakeAFifth() {
        assertThat(new Backoff(always(0)).afterAttempt(1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(new Backoff(always(1)).afterAttempt(1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void shouldRestAWebhookForAMinuteAtMost() {
        // Given
        Backoff backoff = new Backoff(always(0.5));

        // Then
        assertThat(backoff.afterFailures(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.afterFailures(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.afterFailures(1_000)).isEqualTo(Duration.ofMinutes(1));
    }

    private static RandomGenerator always(double value) {
        return new Random(1) {
            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
