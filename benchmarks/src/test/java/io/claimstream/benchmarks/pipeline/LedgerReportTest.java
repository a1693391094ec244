package io.claimstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class LedgerReportTest {

    @Test
    void shouldBeMetWhenAThousandComeOutAlikeInTime() throws JsonProcessingException {
        // When
        LedgerReport report = report(0, 1_000, 1_000, 2_000);

        // Then
        assertThat(report.goals().met()).isTrue();
        assertThat(report.toTable()).contains("1000 of 1000 sampled scores alike", "2000 ms", "12.5 s");
        assertThat(report.toJson()).contains("\"benchmark\":\"ledger\"", "\"slowestMillis\":2000");
    }

    @Test
    void shouldNotBeMetOtherwise() throws JsonProcessingException {
        assertThat(report(1, 1_000, 1_000, 9).goals().met()).as("a fault").isFalse();
        assertThat(report(0, 999, 999, 9).goals().met()).as("too few").isFalse();
        assertThat(report(0, 1_000, 999, 9).goals().met()).as("one differs").isFalse();
        assertThat(report(0, 1_000, 1_000, 2_001).goals().met()).as("too slow").isFalse();
        assertThat(LedgerReport.of(new JsonMapper().readTree("{}"), 1).goals().met())
                .as("nothing was told")
                .isFalse();
    }

    private static LedgerReport report(int faults, int sampled, int equal, int slowest) throws JsonProcessingException {
        return LedgerReport.of(
                new JsonMapper()
                        .readTree(
                                """
                                {"entries": 5000, "faults": %d, "sample": {"scores": %d, "equal": %d, "slowestMillis": %d}}
                                """
                                        .formatted(faults, sampled, equal, slowest)),
                12.5);
    }
}
