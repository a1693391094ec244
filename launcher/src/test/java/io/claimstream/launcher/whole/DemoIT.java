package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.instance.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @Timeout(300)
    void shouldTellTheWholeLoopAndPrintOneObject(@TempDir Path directory) throws Exception {
        // Given
        try (Launched demo = Launched.start(
                directory,
                FreePorts.ofAllInOne(),
                "demo",
                "--once",
                "--claims",
                "2000",
                "--seed",
                "7",
                "--output",
                "json")) {

            // When
            int exit = demo.exitCode(Duration.ofMinutes(4));

            // Then
            assertThat(exit).as(demo.err()).isZero();
            JsonNode result = JSON.readTree(demo.out());
            assertThat(result.properties())
                    .extracting(Map.Entry::getKey)
                    .contains("feedback", "championVersion", "mapeNoiseFloor", "swapPauseMillisMax");
            assertThat(result.get("claims").asInt()).isEqualTo(2000);
            assertThat(result.get("submitted").asInt())
                    .isEqualTo(sum(result, "accepted", "rejected", "deadLettered", "duplicatesDropped"));
            assertThat(result.get("scored")).isEqualTo(result.get("accepted"));
            assertThat(result.get("lost").asInt()).isZero();
            assertThat(result.get("doubled").asInt()).isZero();
            assertThat(result.get("modelsPublished").asInt()).isPositive();
            assertThat(result.get("mapeChampion").asDouble())
                    .isPositive()
                    .isLessThan(result.get("mapeBaseline").asDouble());
        }
    }

    private static int sum(JsonNode result, String... fields) {
        int sum = 0;
        for (String field : fields) {
            sum += result.get(field).asInt();
        }
        return sum;
    }
}
