package io.claimstream.feedback.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutsideSamplerTest {

    @Test
    void shouldReadWhatAScorerServes() {
        String metrics =
                """
                # TYPE claimstream_scoring_deployment_offset gauge
                claimstream_scoring_deployment_offset{slot="MOTOR_INJURY|GBP|"} 7.0
                claimstream_scoring_deployment_offset{application="x",slot="MOTOR_INJURY|GBP|acme"} 9.0
                claimstream_scoring_read_total 12.0
                """;

        assertThat(OutsideSampler.served(metrics))
                .isEqualTo(Map.of("MOTOR_INJURY|GBP|", 7L, "MOTOR_INJURY|GBP|acme", 9L));
    }

    @Test
    void shouldReadWhatAScorerWaitsFor() {
        String body = "{\"live\":true,\"ready\":false,\"checks\":[{\"name\":\"streams\",\"status\":\"waiting\","
                + "\"detail\":\"restores\"},{\"name\":\"models\",\"status\":\"up\",\"detail\":\"\"}]}";

        assertThat(OutsideSampler.waitsFor(body)).containsExactly("streams: restores");
        assertThat(OutsideSampler.waitsFor("<html>")).containsExactly("it answers in another form");
    }
}
