package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.schemas.json.EventJson;
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
class ExerciseCommandTest {

    private static final String PLANNED = "{\"exerciseId\":\"ex_1\",\"state\":\"OPEN\",\"claims\":20,\"answered\":0}";
    private static final String AGREEMENT = "{\"least\":20,\"total\":{\"planted\":43,\"right\":40,\"missed\":"
            + "{\"value\":0.5,\"lower\":0.35,\"upper\":0.65}},\"people\":[{\"actor\":\"user:u_1\",\"planted\":40,"
            + "\"right\":38,\"missed\":{\"value\":0.525,\"lower\":0.37,\"upper\":0.67}},"
            + "{\"actor\":\"user:u_2\",\"planted\":3,\"right\":2}]}";

    private final List<String> requests = new ArrayList<>();
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/exercises", exchange -> answer(exchange, 201, PLANNED));
        api.createContext("/v1/agreement/exercises", exchange -> answer(exchange, 200, AGREEMENT));
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldAskForAnExercise() {
        // When
        String usual = run(new ExerciseCommand(it -> api()), "plan", "--person", "ann", "--insurer", "acme");
        run(new ExerciseCommand(it -> api()), "plan", "--person=ann", "--insurer=acme", "--claims=60", "--planted=10");

        // Then
        assertThat(usual).contains("ex_1", "OPEN");
        assertThat(requests)
                .containsExactly(
                        "POST /v1/exercises {\"insurer\":\"acme\",\"person\":\"ann\",\"claims\":20,\"planted\":50}",
                        "POST /v1/exercises {\"insurer\":\"acme\",\"person\":\"ann\",\"claims\":60,\"planted\":10}");
    }

    @Test
    void shouldTellHowPeopleAnswered() {
        // When
        String table = run(new ExercisesCommand(it -> api()), "--insurer", "acme", "--from", "2026-01-01");
        String json = run(new ExercisesCommand(it -> api()), "--output", "json");

        // Then
        assertThat(table.lines().filter(it -> it.contains("user:u_1")))
                .singleElement()
                .asString()
                .contains("40", "38", "52.5 %");
        assertThat(table.lines().filter(it -> it.contains("user:u_2")))
                .singleElement()
                .asString()
                .doesNotContain("%");
        assertThat(EventJson.parse(json)).isEqualTo(EventJson.parse(AGREEMENT));
        assertThat(requests)
                .containsExactly(
                        "GET /v1/agreement/exercises?insurer=acme&from=2026-01-01 ", "GET /v1/agreement/exercises ");
    }

    private void answer(HttpExchange exchange, int status, String answer) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private InstanceApi api() {
        URI address = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
        return new InstanceApi(ApiAccess.of(address, "cs_test"), Duration.ofSeconds(5));
    }

    private static String run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int ended = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(ended).as("%s", err).isZero();
        return out.toString();
    }
}
