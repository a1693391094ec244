package io.claimstream.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.metrics.StageLatency.Stage;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StageLatencyTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    private final PrometheusMeterRegistry registry = Registries.create();
    private final StageLatency latency = new StageLatency(registry, Clock.fixed(NOW, ZoneOffset.UTC), Stage.SCORING);

    @Test
    void shouldMeasureFromTheTimestampOfTheRecord() {
        // When
        reachedAfter(Duration.ofMillis(40));
        reachedAfter(Duration.ofMillis(200));
        reachedAfter(Duration.ofDays(3));

        // Then
        assertThat(registry.scrape())
                .contains(
                        "claimstream_latency_seconds_bucket{stage=\"scoring\",le=\"0.025\"} 0",
                        "claimstream_latency_seconds_bucket{stage=\"scoring\",le=\"0.05\"} 1",
                        "claimstream_latency_seconds_bucket{stage=\"scoring\",le=\"0.25\"} 2",
                        "claimstream_latency_seconds_bucket{stage=\"scoring\",le=\"3600.0\"} 2",
                        "claimstream_latency_seconds_bucket{stage=\"scoring\",le=\"+Inf\"} 3");
    }

    @Test
    void shouldTakeAClockBehindThatOfTheBrokerForNoTime() {
        // When
        reachedAfter(Duration.ofSeconds(-2));

        // Then
        Timer timer = registry.get(StageLatency.NAME).timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isZero();
    }

    private void reachedAfter(Duration taken) {
        latency.reached(NOW.minus(taken).toEpochMilli());
    }
}
