package io.claimstream.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedIT {

    @Test
    @Timeout(120)
    void shouldKeepRecordsAndSchemaIdsOverAKillAndLeaveNoProcess(@TempDir Path directory) throws Exception {
        // Given
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedToKillMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said;
        try (BufferedReader output = parent.inputReader()) {
            said = output.readLine();
        }
        long registryPid = Long.parseLong(said.substring(0, said.indexOf(' ')));

        // When
        int exit = parent.waitFor();

        // Then
        assertThat(exit).isEqualTo(137);
        await().atMost(Duration.ofSeconds(10)).until(() -> !ProcessHandle.of(registryPid)
                .map(ProcessHandle::isAlive)
                .orElse(false));
        try (Embedded again = Embedded.start(directory)) {
            String ids = again.register("count-value", Embedded.COUNT).body() + " "
                    + again.register("name-value", Embedded.NAME).body();
            assertThat(again.committed("kept")).containsExactly("before the kill");
            assertThat(said).endsWith(ids.replaceAll("\\s+", " "));
            HttpResponse<String> incompatible = again.register("count-value", Embedded.COUNT_AS_TEXT);
            assertThat(incompatible.statusCode()).isEqualTo(409);
        }
    }
}
