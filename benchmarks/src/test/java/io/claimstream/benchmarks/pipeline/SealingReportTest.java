package io.claimstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SealingReportTest {

    @Test
    void shouldCompareTheMeansOfTheRuns() {
        // When
        SealingReport report = SealingReport.of(runs(85, 90), runs(100, 100), 0.15);

        // Then
        assertThat(report.sealingShare()).isCloseTo(0.125, within(1e-12));
        assertThat(report.cpuShare()).isCloseTo(0.125, within(1e-2));
        assertThat(report.goals().met()).isTrue();
        assertThat(report.toTable()).contains("12.5 %", "15.0 %", "85", "90");
        assertThat(report.toJson()).contains("\"benchmark\":\"sealing\"", "\"minimisingShare\":0.15");
    }

    @Test
    void shouldNotBeMetWhenOneCostsMore() {
        assertThat(SealingReport.of(runs(80, 80), runs(100, 100), 0.1).goals().met())
                .as("throughput")
                .isFalse();
        assertThat(SealingReport.of(
                                List.of(new Measured(1, 100, 1200, 0, null)),
                                List.of(new Measured(1, 100, 1000, 0, null)),
                                0.1)
                        .goals()
                        .met())
                .as("processor")
                .isFalse();
        assertThat(SealingReport.of(runs(100, 100), runs(100, 100), 0.16)
                        .goals()
                        .met())
                .as("samples")
                .isFalse();
    }

    private static List<Measured> runs(double... claimsPerSecond) {
        return DoubleStream.of(claimsPerSecond)
                .mapToObj(it -> new Measured(1, it, 1e6 / it, 0, null))
                .toList();
    }
}
