package io.claimstream.launcher.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class RunsCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "cs_test";
    private static final String ANSWER =
            """
            {"runs": [
              {"run": "r-b2", "lineOfBusiness": "MOTOR_INJURY", "currency": "GBP", "cause": "labels", "state": "training",
               "startedAt": "2026-03-02T09:00:00Z", "rows": 0, "parameters": {"rounds": 400, "depth": 4}, "code": "0.1.0+1f2e3d4c5b6a"},
              {"run": "r-a1", "lineOfBusiness": "MOTOR_INJURY", "currency": "GBP", "cause": "command", "state": "published",
               "startedAt": "2026-03-01T09:00:00Z", "finishedAt": "2026-03-01T09:01:05Z", "dataset": "d-0123456789ab", "rows": 812, "exclusions": {"ERASED": 31, "WITHDRAWN": 5},
               "parameters": {"rounds": 400, "depth": 6, "ignoredFeatures": ["a", "b"]}, "code": "0.1.0+1f2e3d4c5b6a", "version": "m-1",
               "metrics": {"rows": 80, "challenger": {"mape": 0.071}, "baseline": {"mape": 0.3}}, "reason": "Better, by far."}]}
            """;

    @TempDir
    private Path directory;

    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/runs", exchange -> {
            boolean isKnown =
                    ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isKnown ? 200 : 401, bytes.length);
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
    void shouldListRunsForPeopleAndForPrograms() throws IOException {
        // When
        List<String> table = run("list").lines().toList();
        JsonNode json = JSON.readTree(run("list", "--output", "json"));

        // Then
        assertThat(table).hasSize(3);
        assertThat(table.get(0)).startsWith("run ").contains("dataset", "erased", "mape", "code");
        assertThat(table.get(2))
                .contains(
                        "r-a1",
                        "MOTOR_INJURY|GBP",
                        "published",
                        "65",
                        "d-0123456789ab",
                        "812",
                        "31",
                        "m-1",
                        "0.071",
                        "0.3");
        assertThat(json).isEqualTo(JSON.readTree(ANSWER).path("runs"));
    }

    @Test
    void shouldMarkWhatDiffersBetweenTwoRuns() throws IOException {
        // When
        List<String> table = run("compare", "r-b", "m-1").lines().toList();
        JsonNode json = JSON.readTree(run("compare", "r-b", "m-1", "--output", "json"));

        // Then
        assertThat(table).anySatisfy(line -> assertThat(line).matches("parameters\\.depth +4 +6 +\\*"));
        assertThat(table).anySatisfy(line -> assertThat(line).matches("parameters\\.rounds +400 +400"));
        assertThat(table)
                .anySatisfy(line -> assertThat(line).matches("parameters\\.ignoredFeatures +\\[\"a\",\"b\"] +\\*"));
        assertThat(table).anySatisfy(line -> assertThat(line).matches("metrics\\.challenger\\.mape +0\\.071 +\\*"));
        assertThat(table).anySatisfy(line -> assertThat(line)
                .matches("code +0\\.1\\.0\\+1f2e3d4c5b6a +0\\.1\\.0\\+1f2e3d4c5b6a"));
        assertThat(json)
                .filteredOn(row -> row.get("field").asText().equals("parameters.rounds"))
                .singleElement()
                .isEqualTo(JSON.readTree(
                        "{\"field\":\"parameters.rounds\",\"first\":\"400\",\"second\":\"400\",\"differs\":false}"));
    }

    @Test
    void shouldExportEveryRun() throws IOException {
        // Given
        Path csv = directory.resolve("runs.csv");
        Path json = directory.resolve("runs.json");

        // When
        String said = run("export", "--out", csv.toString(), "--output", "json");
        run("export", "--format", "json", "--out", json.toString());

        // Then
        assertThat(JSON.readTree(said).get("runs").asInt()).isEqualTo(2);
        assertThat(JSON.readTree(json.toFile())).isEqualTo(JSON.readTree(ANSWER).path("runs"));
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("run,lineOfBusiness,")
                .contains("metrics.challenger.mape", "exclusions.ERASED");
        assertThat(lines.get(2)).startsWith("r-a1,").contains("\"Better, by far.\"", "0.071");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldSayWhichRunIsMeant() throws InterruptedException {
        // Given
        var runs = Runs.all(api());

        // Then
        assertThatThrownBy(() -> Runs.find(runs, "r-"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there are 2");
        assertThatThrownBy(() -> Runs.find(runs, "m-9"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("runs list");
        assertThat(Runs.flat(Runs.find(runs, "r-a1"))).containsAllEntriesOf(Map.of("version", "m-1", "rows", "812"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheApi() {
        // Given
        InstanceApi stranger = new InstanceApi(ApiAccess.of(address(), "cs_other"), Duration.ofMillis(300));

        // Then
        assertThatThrownBy(() -> Runs.all(stranger))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("401");
        api.stop(0);
        assertThatThrownBy(() -> Runs.all(api()))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("cannot be reached");
    }

    private InstanceApi api() {
        return new InstanceApi(ApiAccess.of(address(), KEY), Duration.ofMillis(300));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort());
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int ended = new CommandLine(new RunsCommand(common -> api()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(ended).as("%s", err).isZero();
        return out.toString();
    }
}
