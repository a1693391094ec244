package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FeedbackMetrics metrics = new FeedbackMetrics(meters, Clock.fixed(NOW, ZoneOffset.UTC));
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    @Test
    void shouldMeasureHowLongItTookUntilAScoreIsSeen() {
        // When
        reader(ClaimViews.SCORED).committed(List.of(submitted(250), submitted(750)));

        // Then
        assertThat(latency().count()).isEqualTo(2);
        assertThat(latency().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1_000);
    }

    @Test
    void shouldMeasureScoresOnly() {
        // When
        reader(ClaimViews.ACCEPTED).committed(List.of(submitted(250)));

        // Then
        assertThat(latency().count()).isZero();
    }

    @Test
    void shouldShowEveryOutcomeBeforeThereIsOne() {
        // When
        TopicReader reader = reader(ClaimViews.SCORED);

        // Then
        assertThat(meters.get("claimstream.projection.records")
                        .tag("topic", reader.topic())
                        .counters())
                .hasSize(FeedbackMetrics.Projected.values().length);
    }

    private TopicReader reader(TopicView<?> view) {
        return TopicReader.of(view, serdes, metrics);
    }

    private Timer latency() {
        return meters.get(StageLatency.NAME).tag(StageLatency.STAGE, "view").timer();
    }

    private static ConsumerRecord<byte[], byte[]> submitted(long millisAgo) {
        return new ConsumerRecord<>(
                "any",
                0,
                0,
                NOW.minusMillis(millisAgo).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
