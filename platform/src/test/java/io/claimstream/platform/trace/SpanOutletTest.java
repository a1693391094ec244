package io.claimstream.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpanOutletTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void shouldSendWhatWaitsWhenItIsClosed() {
        // Given
        Collector collector = new Collector(CompletableResultCode.ofSuccess());

        // When
        try (Tracing tracing = to(collector)) {
            note(tracing, 3);
        }

        // Then
        assertThat(collector.received).containsOnly("a step").hasSize(3);
        assertThat(counts()).containsExactly(3.0, 0.0, 0.0);
    }

    @Test
    void shouldCountWhatTheCollectorRefuses() {
        // Given
        Collector collector = new Collector(CompletableResultCode.ofFailure());

        // When
        try (Tracing tracing = to(collector)) {
            note(tracing, 3);
        }

        // Then
        assertThat(counts()).containsExactly(0.0, 3.0, 0.0);
    }

    @Test
    @Timeout(20)
    void shouldDropWhatHasNoRoomAndMakeNobodyWait() {
        // Given
        CompletableResultCode answer = new CompletableResultCode();
        Collector silent = new Collector(answer);
        Tracing tracing = to(silent);

        // When
        note(tracing, SpanOutlet.MOST_WAITING + 7);

        // Then
        await().atMost(SOON).until(() -> !silent.received.isEmpty());
        assertThat(counts()).containsExactly(0.0, 0.0, 7.0);

        // When
        answer.fail();
        tracing.close();

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(counts()).containsExactly(0.0, (double) SpanOutlet.MOST_WAITING, 7.0));
    }

    @Test
    void shouldHaveRoomAgainForWhatComesLater() {
        // Given
        Collector collector = new Collector(CompletableResultCode.ofFailure());
        SpanOutlet outlet = new SpanOutlet(collector, meters);

        // When
        try (Tracing tracing = Tracing.to(outlet, 1, "a-service")) {
            note(tracing, SpanOutlet.MOST_WAITING);
            outlet.forceFlush().join(10, TimeUnit.SECONDS);
            note(tracing, SpanOutlet.MOST_WAITING);
        }

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(counts()).containsExactly(0.0, 2.0 * SpanOutlet.MOST_WAITING, 0.0));
    }

    private Tracing to(Collector collector) {
        return Tracing.to(new SpanOutlet(collector, meters), 1, "a-service");
    }

    private static void note(Tracing tracing, int spans) {
        for (int i = 0; i < spans; i++) {
            tracing.begin("a step", Optional::empty, new RecordHeaders()).close();
        }
    }

    /** How many were sent, were refused and had no room. */
    private List<Double> counts() {
        return List.of(count("sent"), count("failed"), count("dropped"));
    }

    private double count(String outcome) {
        return meters.get("claimstream.tracing.spans")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** Gives one answer to all. */
    private static final class Collector implements SpanExporter {

        private final CompletableResultCode answer;
        private final List<String> received = new CopyOnWriteArrayList<>();

        Collector(CompletableResultCode answer) {
            this.answer = answer;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            spans.forEach(span -> received.add(span.getName()));
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
