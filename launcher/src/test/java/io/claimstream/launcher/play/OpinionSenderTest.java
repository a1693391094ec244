package io.claimstream.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.event.FeedbackKind;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpinionSenderTest {

    private static final Instant SETTLED_AT = Instant.parse("2024-07-01T10:00:00Z");
    private static final Opinion SETTLEMENT = new Opinion(
            SETTLED_AT,
            "acme",
            "c-1",
            1,
            FeedbackKind.SETTLED,
            Optional.of(new BigDecimal("900.00")),
            Optional.empty());
    private static final Opinion WITHDRAWAL = new Opinion(
            SETTLED_AT.plus(Duration.ofHours(5)),
            "acme",
            "c-1",
            1,
            FeedbackKind.WITHDRAWN,
            Optional.empty(),
            Optional.of(SETTLEMENT));

    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger silentRequests = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpServer api;

    private record Said(String idempotencyKey, JsonNode body) {}

    @BeforeEach
    void open() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/v1/scores/", this::answer);
        api.start();
    }

    @AfterEach
    void close() {
        api.stop(0);
    }

    @Test
    void shouldTakeBackTheSettlementThatItSaidBefore() throws Exception {
        // Given
        try (OpinionSender sender = sender()) {

            // When
            sender.send(SETTLEMENT);
            sender.send(WITHDRAWAL);
            sender.flush();

            // Then
            assertThat(sender.acknowledged()).isEqualTo(2);
        }
        assertThat(said)
                .extracting(Said::body)
                .filteredOn(body -> body.path("kind").asText().equals("withdrawn"))
                .singleElement()
                .satisfies(body -> {
                    assertThat(body.path("withdrawnFeedbackId").asText()).isEqualTo("f_SETTLED-2024-07-01T10:00:00Z");
                    assertThat(body.has("amount")).isFalse();
                });
    }

    @Test
    void shouldSaySettlementAgainUnderItsKeyToLearnItsId() throws Exception {
        // Given
        try (OpinionSender sender = sender()) {

            // When
            sender.send(WITHDRAWAL);
            sender.flush();
        }

        // Then
        assertThat(said)
                .extracting(Said::idempotencyKey)
                .containsExactly("SETTLED-2024-07-01T10:00:00Z", "WITHDRAWN-2024-07-01T15:00:00Z");
        assertThat(said.get(0).body().path("amount").decimalValue()).isEqualByComparingTo("900.00");
    }

    @Test
    void shouldSayAgainWhatNobodyAnswered() throws Exception {
        // Given
        silentRequests.set(2);
        try (OpinionSender sender = sender()) {

            // When
            sender.send(SETTLEMENT);
            sender.flush();

            // Then
            assertThat(sender.acknowledged()).isEqualTo(1);
        }
        assertThat(said).hasSize(1);
    }

    @Test
    void shouldTellThatTheWorldIsLateWhenTheScoreDoesNotCome() throws Exception {
        // Given
        silentRequests.set(Integer.MAX_VALUE);
        try (OpinionSender sender = sender(Duration.ofMillis(300))) {

            // When
            sender.send(SETTLEMENT);

            // Then
            assertThatThrownBy(sender::flush)
                    .isInstanceOf(OutsideWorldException.class)
                    .hasMessageContaining("./claimstream lag");
        }
    }

    private OpinionSender sender() {
        return sender(Player.PATIENCE);
    }

    private OpinionSender sender(Duration patience) {
        return new OpinionSender(
                ApiAccess.of(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "key"), patience);
    }

    /** As feedback-api does, the id is derived from the key. */
    private void answer(HttpExchange exchange) throws IOException {
        if (silentRequests.getAndDecrement() > 0) {
            exchange.close();
            return;
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        said.add(new Said(
                key, EventJson.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))));
        byte[] answer = ("{\"feedbackId\":\"f_" + key + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(201, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
