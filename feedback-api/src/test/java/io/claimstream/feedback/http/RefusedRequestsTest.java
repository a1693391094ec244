package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no good request, wherever it goes: how it is refused, and what every answer carries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRequestsTest {

    private static final String KEY = "cs_test";
    private static final int MAX_BODY = 20_000;

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), key -> Optional.of(new Caller("key:k_1", Role.ADMINISTRATOR))
                    .filter(caller -> key.equals(KEY))));

    @BeforeAll
    void fill() {
        api.readModel().withScore("c-1", 1);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404, NOT_FOUND",
        "GET, /nothing, 404, NOT_FOUND",
        "GET, /v1/claims/acme/c-9, 404, CLAIM_NOT_FOUND",
        "GET, /v1/claims/acme/no%7Cid, 404, CLAIM_NOT_FOUND",
        "GET, /v1/scores/s_9, 404, SCORE_NOT_FOUND",
        "GET, /v1/feedback/f_9, 404, FEEDBACK_NOT_FOUND",
        "DELETE, /v1/claims, 405, METHOD_NOT_ALLOWED",
        "DELETE, /v1/models, 405, METHOD_NOT_ALLOWED",
        "GET, /v1/models/commands, 405, METHOD_NOT_ALLOWED"
    })
    void shouldRefuseWhatIsNotThere(String method, String path, int status, String code) throws Exception {
        // When
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("code").asText()).isEqualTo(code);
    }

    @Test
    void shouldNameTheAllowedMethods() throws Exception {
        // When
        HttpResponse<String> answer = send(request("/v1/claims").DELETE());
        HttpResponse<String> noVersion = send(request("/v1/models/commands").GET());

        // Then
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(noVersion.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void shouldRefuseStrangers() throws Exception {
        // When
        HttpResponse<String> none = send(stranger("/v1/models"));
        HttpResponse<String> wrong = send(stranger("/v1/models").header("Authorization", "Bearer cs_wrong"));
        HttpResponse<String> basic = send(stranger("/v1/nothing").header("Authorization", "Basic " + KEY));

        // Then
        assertThat(List.of(none.statusCode(), wrong.statusCode(), basic.statusCode()))
                .containsOnly(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void shouldTakeKeyFromEitherHeader() throws Exception {
        // When
        HttpResponse<String> answer = send(stranger("/v1/models").header("X-Api-Key", KEY));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/slots/0/champion").asText()).isEqualTo("baseline");
        assertThat(json(answer).at("/versions/0/manifest").has("goldenRows")).isFalse();
    }

    @Test
    void shouldRefuseLargeBodyHoweverItIsSent() throws Exception {
        // Given
        byte[] large = new byte[MAX_BODY + 1];

        // When
        HttpResponse<String> sized = send(request("/v1/claims").POST(BodyPublishers.ofByteArray(large)));
        HttpResponse<String> chunked =
                send(request("/v1/claims").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        // Then
        assertThat(List.of(sized.statusCode(), chunked.statusCode())).containsOnly(413);
    }

    @Test
    void shouldRefuseOtherContentTypes() throws Exception {
        // When
        HttpResponse<String> answer = send(stranger("/v1/claims")
                .header("X-Api-Key", KEY)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("a,b")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"{", "{} {}", "{\"a\":1,\"a\":2}", "nonsense"})
    void shouldRefuseWhatIsNotJson(String body) throws Exception {
        // When
        HttpResponse<String> answer = post("/v1/claims", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asText()).isEqualTo("MALFORMED_JSON");
    }

    @Test
    void shouldRefuseDeepAndHugeNumbersWithoutHarm() throws Exception {
        // When
        HttpResponse<String> deep = post("/v1/claims", "[".repeat(10_000));
        HttpResponse<String> huge = post(
                "/v1/scores/" + Facts.scoreId("c-1", 1) + "/feedback", "{\"kind\":\"settled\",\"amount\":1e999999999}");

        // Then
        assertThat(List.of(deep.statusCode(), huge.statusCode())).containsOnly(400);
    }

    @Test
    void shouldAnswerMalformedRequestLineAsProblem() throws Exception {
        // When
        String answer = raw("GET /v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .doesNotContain("Jetty");
    }

    @Test
    void shouldSendSecurityHeadersAndNoServerVersion() throws Exception {
        // When
        HttpResponse<String> answer = get("/v1/models");

        // Then
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return api.get(path, KEY);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return stranger(path)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json; charset=utf-8");
    }

    private HttpRequest.Builder stranger(String path) {
        return api.request(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return api.send(request);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ApiUnderTest.json(answer);
    }
}
