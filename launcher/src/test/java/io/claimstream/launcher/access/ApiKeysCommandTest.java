package io.claimstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class ApiKeysCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "cs_test";
    private static final String SHOWN =
            """
            {"keyId": "k_1", "name": "desk", "role": "ADJUSTER", "insurer": "acme", "state": "ACTIVE", "createdAt": "2026-03-01T09:30:00Z",
             "createdBy": "cli", "lastUsedAt": "2026-03-02T09:30:00Z", "secrets": [{"createdAt": "2026-03-01T09:30:00Z"}], "link": "/v1/api-keys/k_1"%s}""";

    @TempDir
    private Path dataDir;

    private final List<String> asked = new ArrayList<>();
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectories(dataDir.resolve("secrets"));
        Files.writeString(dataDir.resolve("secrets").resolve("cli.key"), KEY);
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/api-keys", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            boolean isKnown =
                    ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    isKnown ? answer.length == 0 ? 204 : 200 : 401, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        api.start();
    }

    private static String answer(String method, String address) {
        return switch (method) {
            case "POST" -> SHOWN.formatted(", \"key\": \"cs_new\"");
            case "DELETE" -> "";
            default ->
                address.contains("after=")
                        ? "{\"keys\": []}"
                        : address.contains("limit=")
                                ? "{\"keys\": [" + SHOWN.formatted("") + "], \"next\": \"/v1/api-keys?after=k_1\"}"
                                : SHOWN.formatted("");
        };
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldMakeAKeyAndShowItsText() throws IOException {
        // When
        String out = run("create", "--name", "desk", "--role", "ml-engineer", "--insurer", "acme", "--output", "json");

        // Then
        JsonNode sent = JSON.readTree(asked.get(0).substring("POST /v1/api-keys ".length()));
        assertThat(sent)
                .isEqualTo(JSON.readTree(
                        "{\"name\":\"desk\",\"role\":\"ML_ENGINEER\",\"insurer\":\"acme\",\"expiresAt\":null}"));
        assertThat(JSON.readTree(out).path("key").asText()).isEqualTo("cs_new");
    }

    @Test
    void shouldListEveryPage() {
        // When
        List<String> lines = run("list").lines().toList();

        // Then
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("keyId ").contains("lastUsedAt");
        assertThat(lines.get(1)).contains("k_1", "desk", "ADJUSTER", "acme", "ACTIVE", "2026-03-02T09:30:00Z");
        assertThat(asked).containsExactly("GET /v1/api-keys?limit=500", "GET /v1/api-keys?after=k_1");
    }

    @Test
    void shouldRotateAndRevoke() {
        // When
        String rotated = run("rotate", "k_1", "--overlap-hours", "2");
        run("revoke", "k_1");

        // Then
        assertThat(rotated).contains("cs_new").doesNotContain("secrets");
        assertThat(asked)
                .containsExactly(
                        "POST /v1/api-keys/k_1/rotate {\"overlapSeconds\":7200}",
                        "DELETE /v1/api-keys/k_1",
                        "GET /v1/api-keys/k_1");
    }

    @Test
    void shouldAskNothingWithAnIdOrOverlapOfAnotherForm() {
        assertThat(execute(new StringWriter(), "revoke", "../models")).isNotZero();
        assertThat(execute(new StringWriter(), "rotate", "k_1", "--overlap-hours", "721"))
                .isNotZero();
        assertThat(asked).isEmpty();
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(execute(out, arguments)).isZero();
        return out.toString();
    }

    private int execute(StringWriter out, String... arguments) {
        return new CommandLine(new ApiKeysCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--data-dir",
                                        dataDir.toString(),
                                        "--api",
                                        "http://127.0.0.1:" + api.getAddress().getPort()))
                        .toArray(String[]::new));
    }
}
