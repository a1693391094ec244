package io.claimstream.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollingReportTest {

    private static final Restart USUAL = new Restart("", 0, Map.of(0, 120.0));

    @Test
    void shouldBeMetWhenNoPartitionIsSilentForLongAndNothingIsLost() {
        // When
        RollingReport report = report(4_000, 0, 0);

        // Then
        assertThat(report.met()).isTrue();
        assertThat(report.toJson()).contains("\"p99Millis\":", "\"restarts\":2", "\"met\":true");
        assertThat(report.toTable()).contains("scoring-processor-1", "12.5", "4000", "lost 0, doubled 0");
    }

    @Test
    void shouldNotBeMetOtherwise() {
        assertThat(report(5_100, 0, 0).met()).as("silent for too long").isFalse();
        assertThat(report(4_000, 1, 0).met()).as("lost").isFalse();
        assertThat(report(4_000, 0, 1).met()).as("doubled").isFalse();
        assertThat(new RollingReport("scoring-processor", USUAL, List.of(), 0, 0).met())
                .as("nothing was restarted")
                .isFalse();
    }

    private static RollingReport report(double longest, long lost, long doubled) {
        return new RollingReport(
                "scoring-processor",
                USUAL,
                List.of(
                        new Restart("scoring-processor-1", 12.5, Map.of(0, 300.0, 1, longest)),
                        new Restart("scoring-processor-2", 11, Map.of(0, 250.0, 1, 900.0))),
                lost,
                doubled);
    }
}
