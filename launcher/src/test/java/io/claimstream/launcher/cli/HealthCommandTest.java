package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.platform.http.ManagementEndpoint;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Health.Check;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCommandTest {

    private final AtomicReference<Health> health = new AtomicReference<>(Health.of(Check.up("streams")));
    private final ManagementEndpoint ingest = new ManagementEndpoint("127.0.0.1", 0, () -> "", health::get);

    @BeforeEach
    void start() {
        ingest.start();
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldEndWellWhenTheServiceIsReady() throws Exception {
        // When
        CommandRun run = health("claim-ingest");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json(run)).hasSize(1);
        assertThat(json(run).get(0).path("service").asText()).isEqualTo("claim-ingest");
        assertThat(json(run).get(0).path("status").asText()).isEqualTo("up");
    }

    @Test
    void shouldTellWhatAServiceWaitsFor() throws Exception {
        // Given
        health.set(Health.of(Check.up("database"), Check.waiting("streams", "Kafka does not answer")));

        // When
        CommandRun ready = health("claim-ingest");
        CommandRun live = health("claim-ingest", "--probe", "live");
        CommandRun startup = health("claim-ingest", "--probe", "startup");

        // Then
        assertThat(ready.exitCode()).isEqualTo(4);
        assertThat(json(ready).get(1).path("detail").asText()).isEqualTo("Kafka does not answer");
        assertThat(live.exitCode()).isZero();
        assertThat(startup.exitCode()).isEqualTo(4);
    }

    @Test
    void shouldTellThatNobodyAnswersThere() throws Exception {
        // When
        CommandRun run = health("feature-stream");

        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(json(run).get(0).path("status").asText()).isEqualTo("away");
        assertThat(json(run).get(0).path("detail").asText()).contains("Nobody answers at http://127.0.0.1:");
    }

    @Test
    void shouldTellThatSomethingElseAnswersThere() throws Exception {
        // Given
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(new byte[] {'h', 'e', 'l', 'l', 'o'});
            exchange.close();
        });
        other.start();

        // When
        CommandRun run = run(
                "scoring-processor",
                "--set",
                "scoring.management.port=" + other.getAddress().getPort());
        other.stop(0);

        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(json(run).get(0).path("detail").asText()).contains("Something else answers");
    }

    @Test
    void shouldKnowTheServicesByTheirNames() {
        assertThat(run("claims-ingest").exitCode()).isEqualTo(2);
        assertThat(run("claims-ingest").err()).contains("claim-ingest, feature-stream");
        assertThat(run("claim-ingest", "--set", "ingest.management.port=0").exitCode())
                .isEqualTo(2);
    }

    private CommandRun health(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--set";
        all[arguments.length + 1] = "ingest.management.port=" + ingest.port();
        all[arguments.length + 2] = "--set";
        all[arguments.length + 3] = "features.management.port="
                + Objects.requireNonNull(FreePorts.ofAllInOne().get("features.management.port"));
        return run(all);
    }

    private static CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "health";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--output";
        all[arguments.length + 2] = "json";
        return CommandRun.of(all);
    }

    private static JsonNode json(CommandRun run) throws Exception {
        return new ObjectMapper().readTree(run.out());
    }
}
