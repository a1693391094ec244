package io.claimstream.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What health says of a stream that falls behind. */
class InputLagTest {

    private static final String READS = "app-StreamThread-1-consumer";

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldBeSilentWhileWhatWaitsIsReadWithinAMinute() {
        // Given
        lag(READS, "claims", 0, 20_000.0);
        lag(READS, "claims", 1, 9_000.0);
        rate(READS, "claims", 500.0);

        // Then
        assertThat(InputLag.of(metrics.metrics().values()).flatMap(InputLag::words))
                .isEmpty();
    }

    @Test
    void shouldTellTheWorstTopicAndHowLongReadingTakes() {
        // Given
        lag(READS, "claims", 0, 40_000.0);
        lag(READS, "claims", 1, 5_000.0);
        rate(READS, "claims", 500.0);
        lag(READS, "settlements", 0, 70.0);
        rate(READS, "settlements", 1.0);

        // Then
        assertThat(InputLag.of(metrics.metrics().values()).flatMap(InputLag::words))
                .contains("lagging: 45000 records wait in claims, and reading them takes 90 s as fast as of late");
    }

    @Test
    void shouldTellThatNothingIsRead() {
        // Given
        lag(READS, "claims", 0, 3.0);
        rate(READS, "claims", 0.0);

        // Then
        assertThat(InputLag.of(metrics.metrics().values()).flatMap(InputLag::words))
                .contains("lagging: 3 records wait in claims, and none was read of late");
    }

    @Test
    void shouldNotCountChangelogsNorWhatIsNotMeasured() {
        // Given
        lag("app-StreamThread-1-restore-consumer", "app-history-changelog", 0, 1_000_000.0);
        lag(READS, "claims", 0, Double.NaN);
        lag(READS, "claims", 1, 0.0);

        // Then
        assertThat(InputLag.of(metrics.metrics().values())).isEmpty();
    }

    private void lag(String client, String topic, int partition, double records) {
        gauge(
                "records-lag",
                Map.of("client-id", client, "topic", topic, "partition", String.valueOf(partition)),
                records);
    }

    private void rate(String client, String topic, double perSecond) {
        gauge("records-consumed-rate", Map.of("client-id", client, "topic", topic), perSecond);
    }

    private void gauge(String name, Map<String, String> tags, double value) {
        MetricName metric = metrics.metricName(name, "consumer-fetch-manager-metrics", "", tags);
        metrics.addMetric(metric, (Gauge<Double>) (config, now) -> value);
    }
}
