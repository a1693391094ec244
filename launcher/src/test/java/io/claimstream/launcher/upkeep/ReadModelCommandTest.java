package io.claimstream.launcher.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class ReadModelCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EMPTIED = standing(0, "");
    private static final String HALF = standing(60, "");
    private static final String WHOLE = standing(120, ", \"doneAt\": \"2026-03-01T09:30:09Z\"");

    private final Deque<String> answers = new ArrayDeque<>();
    private final StringWriter err = new StringWriter();
    private int asked;
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/read-model", exchange -> {
            boolean isAsk = exchange.getRequestMethod().equals("POST");
            if (isAsk) {
                asked++;
            }
            String body = isAsk ? "{}" : answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isAsk ? 202 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldWaitUntilTheReadModelIsWhole() throws IOException {
        // Given
        answers.addAll(List.of(EMPTIED, HALF, WHOLE));

        // When
        String said = run("rebuild", "--output", "json");

        // Then
        assertThat(asked).isEqualTo(1);
        assertThat(JSON.readTree(said)).isEqualTo(JSON.readTree(WHOLE));
        assertThat(err.toString()).contains("120", "of 120");
    }

    @Test
    void shouldShowHowFarEachProjectionIs() {
        // Given
        answers.add(HALF);

        // When
        String table = run("show");

        // Then
        assertThat(asked).isZero();
        assertThat(table.lines().toList()).hasSize(2).last().asString().contains("claims", "60", "120");
    }

    @Test
    void shouldSayWhereToLookWhenNothingMoves() {
        // Given
        answers.add(HALF);
        RebuildOrder order = new RebuildOrder(api(), Duration.ZERO, Progress.plain(new PrintWriter(err)));

        // Then
        assertThatThrownBy(order::give)
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("60 records")
                .hasMessageContaining("/readyz");
    }

    private static String standing(int read, String done) {
        return "{\"rebuilding\": true, \"projections\": [{\"projection\": \"claims\", \"caughtUp\": false, \"rebuilding\": true, \"read\": "
                + read + ", \"of\": 120}], \"rebuild\": {\"askedAt\": \"2026-03-01T09:30:00Z\"" + done + "}}";
    }

    private InstanceApi api() {
        return new InstanceApi(
                ApiAccess.of(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "cs_test"),
                Duration.ofSeconds(5));
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        int ended = new CommandLine(new ReadModelCommand(connection -> api()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(ended).as("%s", err).isZero();
        return out.toString();
    }
}
