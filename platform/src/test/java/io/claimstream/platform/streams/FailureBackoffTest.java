package io.claimstream.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailureBackoffTest {

    private Instant now = Instant.parse("2024-01-01T00:00:00Z");
    private final FailureBackoff backoff = new FailureBackoff(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void shouldDoublePausesUpToALimit() {
        // Given
        backoff.failed("away");

        // When / Then
        assertThat(backoff.pause()).isEqualTo(FailureBackoff.SHORTEST);
        backoff.failed("away");
        assertThat(backoff.pause()).isEqualTo(FailureBackoff.SHORTEST.multipliedBy(2));
        for (int i = 0; i < 10; i++) {
            backoff.failed("away");
        }
        assertThat(backoff.pause()).isEqualTo(FailureBackoff.LONGEST);
    }

    @Test
    void shouldForgetAFailureAfterAQuietTime() {
        // Given
        backoff.failed("away");
        backoff.failed("away");
        assertThat(backoff.cause()).contains("away");

        // When
        now = now.plus(Duration.ofSeconds(7));

        // Then
        assertThat(backoff.cause()).isEmpty();
        backoff.failed("again");
        assertThat(backoff.pause()).isEqualTo(FailureBackoff.SHORTEST);
    }

    @Test
    void shouldDescribeAFailureWithoutItsMessages() {
        // Given
        Throwable failure = new IllegalStateException("Jane Doe", new IllegalArgumentException("12 High Street"));

        // When
        String text = FailureText.of(failure);

        // Then
        assertThat(text)
                .contains("IllegalStateException")
                .contains("IllegalArgumentException")
                .contains("FailureBackoffTest.java:")
                .doesNotContain("Jane")
                .doesNotContain("Street");
    }
}
