package io.claimstream.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.importing.ClaimState.Outcome;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.testkit.Claims;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpClaimsApiTest {

    private record Answer(int code, String body) {}

    private final HttpServer server = listen();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void shouldTryAgainWhenTheApiSaysLater(int later) throws Exception {
        // Given
        answering(new Answer(later, ""), new Answer(later, ""), new Answer(202, "{}"));

        // When
        Optional<String> refusal =
                api(Duration.ofSeconds(30)).submit(Claims.aClaim().build());

        // Then
        assertThat(refusal).isEmpty();
        assertThat(asked).hasSize(3).containsOnly("POST /v1/claims Bearer the-key");
    }

    @Test
    void shouldGiveUpWhenTheApiSaysLaterForTooLong() {
        // Given
        answering(new Answer(503, ""), new Answer(503, ""));

        // When, Then
        assertThatThrownBy(() -> api(Duration.ZERO).find("acme", "c-1"))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("it answers 503");
    }

    @Test
    void shouldGiveUpWhenTheApiIsNotThere() {
        // Given
        HttpClaimsApi api = api(Duration.ZERO);
        server.stop(0);

        // When, Then
        assertThatThrownBy(() -> api.find("acme", "c-1"))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("it cannot be reached (ConnectException)");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldSayThatTheKeyIsNotKnown(int code) {
        // Given
        answering(new Answer(code, "{}"));

        // When, Then
        assertThatThrownBy(() -> api(Duration.ofSeconds(30)).find("acme", "c-1"))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("to know the key of this data directory")
                .hasMessageNotContaining("the-key");
    }

    @Test
    void shouldSayWhereAClaimIsRefused() throws Exception {
        // Given
        answering(new Answer(
                400,
                "{\"code\": \"WRONG_FORM\", \"problems\": [{\"pointer\": \"/policy\", \"expected\": \"a text\"}]}"));

        // When
        Optional<String> refusal =
                api(Duration.ofSeconds(30)).submit(Claims.aClaim().build());

        // Then
        assertThat(refusal).contains("400 WRONG_FORM; /policy: expected a text");
    }

    @Test
    void shouldReadWhatIsKnownOfAClaim() throws Exception {
        // Given
        answering(
                new Answer(404, "{}"),
                new Answer(200, "{\"revisions\": [{\"revision\": 1, \"status\": \"accepted\"}]}"),
                new Answer(
                        200,
                        """
                        {"revisions": [{"revision": 2, "status": "rejected"}, {"revision": 1, "status": "scored"}], "currentScoreId": "s-1",
                         "feedback": [{"kind": "settled", "amount": 10.15, "withdrawn": false}, {"kind": "settled", "amount": 9.90, "withdrawn": true},
                           {"kind": "corrected", "amount": 8.80, "withdrawn": false}]}
                        """));
        HttpClaimsApi api = api(Duration.ofSeconds(30));

        // When
        List<Optional<ClaimState>> states =
                List.of(api.find("acme", "c-1"), api.find("acme", "c-1"), api.find("acme", "c-1"));

        // Then
        assertThat(states)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(new ClaimState(Outcome.PENDING, Optional.empty(), Optional.empty())),
                        Optional.of(new ClaimState(
                                Outcome.SCORED, Optional.of("s-1"), Optional.of(new BigDecimal("10.15")))));
        assertThat(asked).containsOnly("GET /v1/claims/acme/c-1 Bearer the-key");
    }

    @Test
    void shouldLookAgainWhenTheScoreIsSuperseded() throws Exception {
        // Given
        answering(new Answer(409, "{}"), new Answer(404, "{}"), new Answer(201, "{}"), new Answer(200, "{}"));
        HttpClaimsApi api = api(Duration.ofSeconds(30));

        // When
        List<Boolean> recorded = List.of(settle(api), settle(api), settle(api), settle(api));

        // Then
        assertThat(recorded).containsExactly(false, false, true, true);
        assertThat(asked).containsOnly("POST /v1/scores/s-1/feedback Bearer the-key import:c-1:10.10");
    }

    @Test
    void shouldCallAnAnswerThatNobodyPromisedABug() {
        // Given
        answering(new Answer(418, "{\"code\": \"TEAPOT\"}"));

        // When, Then
        assertThatThrownBy(() -> api(Duration.ofSeconds(30)).find("acme", "c-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("418 TEAPOT");
    }

    private static boolean settle(HttpClaimsApi api) throws InterruptedException {
        return api.settle("s-1", "c-1", new BigDecimal("10.10"));
    }

    private HttpClaimsApi api(Duration patience) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HttpClaimsApi(ApiAccess.of(address, "the-key"), patience);
    }

    private void answering(Answer... all) {
        answers.addAll(Arrays.asList(all));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String idempotencyKey = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization")
                + (idempotencyKey == null ? "" : " " + idempotencyKey));
        exchange.getRequestBody().readAllBytes();
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
