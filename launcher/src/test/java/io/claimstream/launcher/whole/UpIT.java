package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.testkit.Claims;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLAIMS = 150;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldLoseAndDoubleNothingOverAKillInTheMiddle() throws Exception {
        // Given
        Map<String, Integer> ports = Launched.freePorts();
        try (Launched first = Launched.start(directory, ports, "up").awaitLine("ready")) {
            submit(ports, 0, CLAIMS);
            List<ProcessHandle> family = first.family();

            // When
            first.kill();

            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (Launched again = Launched.start(directory, ports, "up").awaitLine("ready")) {
            submit(ports, 0, 2 * CLAIMS);
            JsonNode audit = audit(ports);
            assertThat(audit.get("accepted").asInt()).isEqualTo(2 * CLAIMS);
            assertThat(audit.get("scored").asInt()).isEqualTo(2 * CLAIMS);
            await().atMost(Duration.ofSeconds(20)).until(() -> isScored(ports, "up-1"));
            shouldStopInOrderWithinTenSeconds(again);
        }
    }

    @Test
    @Timeout(120)
    void shouldSayWhichPortIsTaken() throws Exception {
        // Given
        Map<String, Integer> ports = Launched.freePorts();
        ports.put("ingest.management.port", Objects.requireNonNull(ports.get("api.port")));
        try (java.net.ServerSocket taken = new java.net.ServerSocket(
                        Objects.requireNonNull(ports.get("api.port")), 1, java.net.InetAddress.getLoopbackAddress());
                Launched up = Launched.start(directory, ports, "up")) {

            // When
            int exit = up.exitCode(Duration.ofSeconds(60));

            // Then
            assertThat(exit).isEqualTo(4);
            assertThat(up.err()).contains("port " + taken.getLocalPort()).contains("ingest.management.port");
        }
    }

    private void shouldStopInOrderWithinTenSeconds(Launched up) throws Exception {
        List<ProcessHandle> family = up.family();
        up.terminate();
        // 143 is what a process that ended in order after SIGTERM answers.
        assertThat(up.exitCode(Duration.ofSeconds(10))).isEqualTo(143);
        assertThat(family).noneMatch(ProcessHandle::isAlive);
    }

    private JsonNode audit(Map<String, Integer> ports) throws Exception {
        try (Launched audit = Launched.start(directory, ports, "audit", "--output", "json")) {
            assertThat(audit.exitCode(Duration.ofSeconds(90))).as(audit.err()).isZero();
            return JSON.readTree(audit.out());
        }
    }

    private void submit(Map<String, Integer> ports, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            String claim = EventJson.toJson(Claims.aClaim("up-" + i).build()).toString();
            assertThat(post(ports, "/v1/claims", claim).statusCode()).isEqualTo(202);
        }
    }

    private boolean isScored(Map<String, Integer> ports, String claimId) throws Exception {
        HttpResponse<String> answer = http.send(
                request(ports, "/v1/claims/" + Claims.INSURER + "/" + claimId)
                        .GET()
                        .build(),
                BodyHandlers.ofString());
        return JSON.readTree(answer.body()).at("/revisions/0/status").asText().equals("scored");
    }

    private HttpResponse<String> post(Map<String, Integer> ports, String path, String body) throws Exception {
        return http.send(
                request(ports, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(Map<String, Integer> ports, String path) throws IOException {
        String key = Files.readString(directory.resolve("data/secrets/cli.key")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get("api.port") + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key);
    }
}
