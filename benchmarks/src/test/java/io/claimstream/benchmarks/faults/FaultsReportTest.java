package io.claimstream.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsReportTest {

    private static final Fault FAULT = new Fault(Fault.Kind.SERVICE_KILLED, "claim-ingest");
    private static final Round WELL = new Round(1, FAULT, 4.5, 300, 0, 0, 0, 0);

    @Test
    void shouldAddUpRounds() throws IOException {
        // Given
        FaultsReport report =
                new FaultsReport(7, 2, List.of(WELL, new Round(2, FAULT, 9.5, 200, 0, 0, 0, 0)), 480, 450);

        // When
        JsonNode json = new JsonMapper().readTree(report.toJson());

        // Then
        assertThat(json.get("seed").asLong()).isEqualTo(7);
        assertThat(json.get("claims").asLong()).isEqualTo(500);
        assertThat(json.get("slowestSeconds").asDouble()).isEqualTo(9.5);
        assertThat(json.get("met").asBoolean()).isTrue();
        assertThat(report.toTable()).hasLineCount(3);
    }

    @Test
    void shouldNotBeWellWithAnyThingWrong() {
        assertThat(of(new Round(1, FAULT, 1, 1, 1, 0, 0, 0)).isWell()).isFalse();
        assertThat(of(new Round(1, FAULT, 1, 1, 0, 1, 0, 0)).isWell()).isFalse();
        assertThat(of(new Round(1, FAULT, 1, 1, 0, 0, 1, 0)).isWell()).isFalse();
        assertThat(of(new Round(1, FAULT, 1, 1, 0, 0, 0, 1)).isWell()).isFalse();
    }

    @Test
    void shouldNotBeWellWithoutEveryRoundOrWithoutModel() {
        assertThat(of(WELL).isWell()).isTrue();
        assertThat(new FaultsReport(7, 2, List.of(WELL), 1, 1).isWell()).isFalse();
        assertThat(new FaultsReport(7, 1, List.of(WELL), 1, 0).isWell()).isFalse();
    }

    private static FaultsReport of(Round round) {
        return new FaultsReport(7, 1, List.of(round), 1, 1);
    }
}
