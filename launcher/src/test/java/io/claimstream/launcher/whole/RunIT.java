package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.launcher.instance.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunIT {

    @TempDir
    Path directory;

    @Test
    @Timeout(90)
    void shouldWaitForRegistryThatIsAway() throws Exception {
        // Given
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        Path ids = Files.createDirectories(directory.resolve("data/schemas"));
        Files.writeString(ids.resolve("id-1.json"), "{\"id\":1,\"schema\":\"\\\"string\\\"\"}");
        String nobody = "http://127.0.0.1:" + ports.get("registry.port");

        // When
        try (Launched run =
                Launched.start(directory, ports, "run", "claim-ingest", "--set", "schema.registry.url=" + nobody)) {

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> run.err().contains("waiting") || !run.isAlive());
            assertThat(run.err()).contains("the schema registry cannot be reached");
            assertThat(run.isAlive()).as(run.err()).isTrue();
        }
    }
}
