package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.ContractClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By which names the API is reached, from which pages, and how its answers are packed. */
class ExposureTest {

    private static final String ORIGIN = "https://desk.example";

    private ApiUnderTest api = api("127.0.0.1", Exposure.BY_DEFAULT);

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.1.2.3", "[::1]:8080"})
    void shouldAnswerForTheNamesOfThisMachine(String host) throws Exception {
        assertThat(get("/v1/me", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"attacker.example", "localhost.attacker.example", "127.0.0.1.nip.io", "10.0.0.1", "localhost:x"})
    void shouldNotAnswerForOtherNames(String host) throws Exception {
        // When
        String answer = get("/v1/me", host);

        // Then
        assertThat(answer).matches("(?s)HTTP/1.1 4(21|00) .*").doesNotContain("key:k_1");
    }

    @Test
    void shouldSayThatARequestIsForSomeoneElse() throws Exception {
        // When
        String answer = get("/v1/me", "attacker.example");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 421").contains("MISDIRECTED");
        assertThat(ApiContract.load().document().path("x-before-routing").has("421"))
                .isTrue();
        new ContractClient()
                .requireValid("/components/schemas/Problem", answer.substring(answer.indexOf("\r\n\r\n") + 4), "421");
        assertThat(get("/livez", "attacker.example")).startsWith("HTTP/1.1 200");
    }

    @Test
    void shouldAnswerForNamesThatAreSetAndForAnyWhereItIsServedToOthers() throws Exception {
        // Given
        use(api("127.0.0.1", new Exposure(Set.of("Claims.example"), Set.of())));

        // Then
        assertThat(get("/v1/me", "claims.EXAMPLE:443")).startsWith("HTTP/1.1 200");
        assertThat(get("/v1/me", "localhost")).startsWith("HTTP/1.1 200");
        assertThat(get("/v1/me", "other.example")).startsWith("HTTP/1.1 421");
        use(api("0.0.0.0", Exposure.BY_DEFAULT));
        assertThat(get("/v1/me", "other.example")).startsWith("HTTP/1.1 200");
        use(api("0.0.0.0", new Exposure(Set.of("claims.example"), Set.of())));
        assertThat(get("/v1/me", "other.example")).startsWith("HTTP/1.1 421");
    }

    @Test
    void shouldLetPagesAskOnlyWhenTheirOriginIsNamed() throws Exception {
        // Given
        use(api("127.0.0.1", new Exposure(Set.of(), Set.of(ORIGIN))));

        // When
        String before = raw(
                "OPTIONS",
                "/v1/claims",
                "localhost",
                "Origin: " + ORIGIN
                        + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-api-key\r\n");
        String asked = raw("GET", "/v1/me", "localhost", "X-Api-Key: all\r\nOrigin: " + ORIGIN + "\r\n");
        String refused = raw("GET", "/v1/me", "localhost", "Origin: " + ORIGIN + "\r\n");

        // Then
        assertThat(before)
                .startsWith("HTTP/1.1 204")
                .contains(
                        "Access-Control-Allow-Origin: " + ORIGIN,
                        "Access-Control-Allow-Credentials: true",
                        "Access-Control-Allow-Methods: GET, HEAD, POST, PUT, DELETE",
                        "X-Api-Key");
        assertThat(asked)
                .startsWith("HTTP/1.1 200")
                .contains(
                        "Access-Control-Allow-Origin: " + ORIGIN,
                        "Vary: Origin",
                        "Access-Control-Expose-Headers: ETag");
        assertThat(refused).startsWith("HTTP/1.1 401").contains("Access-Control-Allow-Origin: " + ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({"https://attacker.example", "http://desk.example", "https://desk.example.attacker.example", "null"})
    void shouldTellOtherOriginsNothing(String origin) throws Exception {
        // Given
        use(api("127.0.0.1", new Exposure(Set.of(), Set.of(ORIGIN))));

        // When
        String before = raw(
                "OPTIONS",
                "/v1/claims",
                "localhost",
                "Origin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\n");
        String asked = raw("GET", "/v1/me", "localhost", "X-Api-Key: all\r\nOrigin: " + origin + "\r\n");

        // Then
        assertThat(before).doesNotContain("Access-Control").doesNotStartWith("HTTP/1.1 2");
        assertThat(asked)
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control")
                .contains("Vary: Origin");
    }

    @Test
    void shouldNameNoOriginByDefault() throws Exception {
        assertThat(raw("GET", "/v1/me", "localhost", "X-Api-Key: all\r\nOrigin: " + ORIGIN + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control");
    }

    @Test
    void shouldCompressWhatIsLongWhenAsked() throws Exception {
        // When
        HttpResponse<byte[]> packed = fetch("GET", "/openapi.yaml", "gzip");
        HttpResponse<byte[]> plain = fetch("GET", "/openapi.yaml", "identity");
        HttpResponse<byte[]> small = fetch("GET", "/v1/me", "gzip");
        HttpResponse<byte[]> head = fetch("HEAD", "/openapi.yaml", "gzip");

        // Then
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.body().length).isLessThan(plain.body().length / 4);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void shouldRefuseACompressedBody() throws Exception {
        // When
        HttpResponse<String> answer = api.send(api.request("/v1/claims")
                .header("X-Api-Key", "all")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{}")));
        HttpResponse<String> batch = api.send(api.request("/v1/claims/batches?insurer=" + Facts.INSURER)
                .header("X-Api-Key", "all")
                .header("Content-Type", "text/csv")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("a,b")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(ApiUnderTest.code(answer)).isEqualTo("UNSUPPORTED_ENCODING");
        assertThat(ApiUnderTest.code(batch)).isEqualTo("UNSUPPORTED_ENCODING");
    }

    private void use(ApiUnderTest other) {
        api.close();
        api = other;
    }

    private static ApiUnderTest api(String host, Exposure exposure) {
        return new ApiUnderTest(
                it -> TestAccess.of(
                        it.database(), it.clock(), presented -> Optional.of(new Caller("key:k_1", Role.ADMINISTRATOR))
                                .filter(caller -> presented.equals("all"))),
                host,
                exposure);
    }

    private HttpResponse<byte[]> fetch(String method, String path, String encoding)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                                .header("X-Api-Key", "all")
                                .header("Accept-Encoding", encoding)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private String get(String path, String host) throws IOException {
        return raw("GET", path, host, "X-Api-Key: all\r\n");
    }

    /** A client of Java does not let its Host be chosen. */
    private String raw(String method, String path, String host, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            String request =
                    method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
