package io.claimstream.launcher.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class DeadLettersCommandTest {

    private static final String LETTER =
            "{\"letterId\": \"1-%d\", \"code\": \"PROCESSING_FAILED\", \"service\": \"claim-ingest\","
                    + " \"diedAt\": \"2026-03-01T09:30:01Z\", \"source\": {\"topic\": \"claims.submitted.v1\", \"partition\": 2,"
                    + " \"offset\": 41}, \"insurer\": \"acme\", \"claimId\": \"c-1\", \"replayable\": true}";

    private final List<String> asked = new ArrayList<>();
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/dead-letters", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer(exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        api.start();
    }

    private String answer(URI address) {
        if (address.getPath().equals("/v1/dead-letters")) {
            return address.getQuery().contains("after")
                    ? "{\"letters\": [" + String.format(LETTER, 1) + "]}"
                    : "{\"letters\": [" + String.format(LETTER, 2)
                            + "], \"next\": \"/v1/dead-letters?limit=1&after=x\"}";
        }
        if (address.getPath().equals("/v1/dead-letters/replay")) {
            return "{\"letters\": 3, \"more\": " + (asked.size() == 1) + "}";
        }
        return String.format(LETTER, 3);
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldListPageByPage() {
        // When
        String table = run(0, "list", "--service", "claim-ingest");

        // Then
        assertThat(table.lines().toList()).hasSize(3);
        assertThat(table).contains("1-2", "1-1", "claims.submitted.v1 2-41", "acme c-1");
        assertThat(asked.get(0)).isEqualTo("GET /v1/dead-letters?limit=50&service=claim-ingest ");
    }

    @Test
    void shouldShowOne() {
        assertThat(run(0, "show", "1-3", "--contents")).contains("PROCESSING_FAILED");
        assertThat(asked).containsExactly("GET /v1/dead-letters/1-3/contents ");
    }

    @Test
    void shouldPutBackOneOrAllThatMatch() {
        // When
        run(0, "replay", "1-3");
        asked.clear();
        String all = run(0, "replay", "--all", "--code", "PROCESSING_FAILED");

        // Then
        assertThat(all).contains("6");
        assertThat(asked)
                .hasSize(2)
                .allMatch(it -> it.equals("POST /v1/dead-letters/replay {\"code\":\"PROCESSING_FAILED\"}"));
    }

    @Test
    void shouldPutBackNothingThatIsNotNamed() {
        run(1, "replay");
        run(1, "replay", "--all", "1-3");
        run(1, "show", "../x");
        assertThat(asked).isEmpty();
    }

    private String run(int expected, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        InstanceApi instance = new InstanceApi(
                ApiAccess.of(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "cs_test"),
                Duration.ofSeconds(5));
        int ended = new CommandLine(new DeadLettersCommand(connection -> instance))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(ended).as("%s", err).isEqualTo(expected);
        return out.toString();
    }
}
