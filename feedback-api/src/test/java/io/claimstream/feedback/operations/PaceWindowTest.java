package io.claimstream.feedback.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final PaceWindow window = new PaceWindow();

    @Test
    void shouldTellRatesFromTheSecondLookOn() {
        // When
        window.add(NOW, totals(100, 90, 90), new long[0]);
        Pace first = window.pace();
        window.add(NOW.plusSeconds(5), totals(150, 120, 130), new long[] {10, 20, 30, 40});
        Pace second = window.pace();

        // Then
        assertThat(first.latest()).isEmpty();
        assertThat(first.obstacle()).isEmpty();
        PacePoint point = second.latest().orElseThrow();
        assertThat(point.of(Flow.SUBMITTED)).isEqualTo(10);
        assertThat(point.of(Flow.ACCEPTED)).isEqualTo(6);
        assertThat(point.of(Flow.DUPLICATE)).isEqualTo(4);
        assertThat(point.of(Flow.SCORED)).isEqualTo(8);
        assertThat(point.latency()).isEqualTo(new Latency(20, 40, 40, 4));
    }

    @Test
    void shouldTellNothingOfTotalsThatWentBack() {
        // When
        window.add(NOW, totals(100, 90, 90), new long[0]);
        window.add(NOW.plusSeconds(5), totals(10, 9, 9), new long[0]);
        window.add(NOW.plusSeconds(10), totals(20, 19, 19), new long[0]);

        // Then
        assertThat(window.pace().points()).singleElement().satisfies(it -> assertThat(it.of(Flow.SUBMITTED))
                .isEqualTo(2));
    }

    @Test
    void shouldBeBounded() {
        // When
        for (int i = 0; i < 6 * 720; i++) {
            window.add(NOW.plusSeconds(5L * i), totals(i * 10L, i * 10L, i * 10L), new long[] {i % 7});
        }

        // Then
        assertThat(window.pace().points()).hasSizeBetween(380, 430);
        assertThat(window.pace().points())
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }

    @Test
    void shouldSayWhyItDoesNotKnow() {
        // When
        window.failed("Kafka does not answer");

        // Then
        assertThat(window.pace().obstacle()).contains("Kafka does not answer");
    }

    @Test
    void shouldTellTheNearestRank() {
        long[] millis = new long[100];
        for (int i = 0; i < 100; i++) {
            millis[i] = 100L - i;
        }
        assertThat(Latency.of(millis)).contains(new Latency(50, 95, 99, 100));
        assertThat(Latency.of(new long[0])).isEmpty();
    }

    private static Totals totals(long submitted, long accepted, long scored) {
        return Totals.of(Map.of(Flow.SUBMITTED, submitted, Flow.ACCEPTED, accepted, Flow.SCORED, scored));
    }
}
