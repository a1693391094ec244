package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScorerOffsetsTest {

    private static final String METRICS =
            """
            # TYPE claimstream_scoring_deployment_offset gauge
            claimstream_scoring_deployment_offset{slot="MOTOR_INJURY|GBP|",version="m-0f3c5a9d1e27"} 12.0
            claimstream_scoring_deployment_offset{slot="MOTOR_INJURY|GBP|acme",version="baseline"} -1.0
            """;

    @Test
    void shouldFindTheOffsetOfASlot() {
        assertThat(ScorerOffsets.find(METRICS, "MOTOR_INJURY|GBP|")).hasValue(12);
        assertThat(ScorerOffsets.find(METRICS, "MOTOR_INJURY|GBP|acme")).hasValue(-1);
        assertThat(ScorerOffsets.find(METRICS, "MOTOR_INJURY|USD|")).isEmpty();
    }
}
