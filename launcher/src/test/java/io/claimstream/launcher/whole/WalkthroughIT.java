package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.instance.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/walkthrough.md says, and compares. With -Dgolden.accept=true it writes the page and its pictures instead. */
class WalkthroughIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String CLAIM = "docs/walkthrough/claim.json";
    private static final boolean IS_ACCEPTED = Boolean.getBoolean("golden.accept");
    private static final JsonMapper JSON = new JsonMapper();

    /** Places in a picture are pixels. */
    private static final double PIXELS = 8;

    private static final double DIGITS = 0.02;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @Timeout(600)
    void shouldPrintAndShowWhatThePageSays() throws Exception {
        // Given
        Walkthrough page = Walkthrough.read(ROOT.resolve("docs/walkthrough.md"));
        List<Walkthrough.Step> steps =
                page.steps().stream().filter(Walkthrough.Step::isShown).toList();
        List<String> printed = new ArrayList<>();

        // When
        for (Walkthrough.Step step : steps.subList(0, steps.size() - 1)) {
            printed.add(run(step.lines()));
        }
        printed.add(live(steps.get(steps.size() - 1)));

        // Then
        if (IS_ACCEPTED) {
            page.accept(printed);
        }
        for (int i = 0; i < steps.size() && !IS_ACCEPTED; i++) {
            assertThat(Alike.are(steps.get(i).printed(), printed.get(i), DIGITS))
                    .as(
                            "%s prints%n%s%nbut the page says%n%s",
                            steps.get(i).lines(), printed.get(i), steps.get(i).printed())
                    .isTrue();
        }
        assertThat(page.pictures()).hasSizeGreaterThan(7);
        for (String picture : page.pictures()) {
            comparePicture(page.picture(picture), made(picture));
        }
    }

    private static void comparePicture(Path shown, String made) throws Exception {
        if (IS_ACCEPTED) {
            Files.writeString(shown, made);
        }
        assertThat(Alike.are(Files.readString(shown), made, PIXELS))
                .as("%s is what the commands draw; -Dgolden.accept=true draws it anew", shown)
                .isTrue();
    }

    private String made(String picture) throws Exception {
        return Files.readString(Stream.of("exploration", "report")
                .map(report -> directory
                        .resolve("try")
                        .resolve(report)
                        .resolve("pictures")
                        .resolve(picture))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected a picture " + picture + ".")));
    }

    private String run(List<String> lines) throws Exception {
        Files.createDirectories(directory.resolve("try"));
        StringBuilder printed = new StringBuilder();
        for (String line : lines) {
            printed.append(run(line));
        }
        return printed.toString().replace(directory + "/", "");
    }

    private String run(String line) {
        assertThat(line).startsWith("./claimstream ");
        List<String> words = new ArrayList<>(
                Stream.of(line.substring("./claimstream ".length()).split(" "))
                        .map(this::inPlace)
                        .toList());
        words.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.production()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString();
    }

    private String inPlace(String word) {
        return word.startsWith("try/")
                ? directory.resolve(word).toString()
                : word.startsWith("docs/") ? ROOT.resolve(word).toString() : word;
    }

    /** The last step is done on an instance that the step before it, which prints nothing, has started. */
    private String live(Walkthrough.Step step) throws Exception {
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        String model = "model.initial=" + directory.resolve("try/model");
        try (Launched up =
                Launched.start(directory, ports, "up", "--set", model).awaitLine("ready")) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> run("./claimstream models list").contains(" champion "));
            URI claims = URI.create("http://localhost:" + ports.get("api.port") + "/v1/claims");
            assertThat(step.lines()).anyMatch(line -> line.contains("/v1/claims -H") && line.endsWith("-d @" + CLAIM));
            HttpRequest submission = request(claims)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofFile(ROOT.resolve(CLAIM)))
                    .build();
            assertThat(http.send(submission, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
            URI claim = URI.create(claims + "/acme/walkthrough-1");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(claim).toString().contains("\"scored\""));
            assertThat(up.isAlive()).isTrue();
            return filled(JSON.readTree(step.printed()), get(claim)) + "\n";
        }
    }

    private JsonNode get(URI place) throws Exception {
        return JSON.readTree(
                http.send(request(place).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(URI place) throws Exception {
        return HttpRequest.newBuilder(place)
                .header(
                        "X-Api-Key",
                        Files.readString(directory.resolve("data/secrets/cli.key"))
                                .strip());
    }

    /** What is there of the fields that the page shows. */
    private static JsonNode filled(JsonNode shown, JsonNode actual) {
        if (shown.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            shown.properties().forEach(it -> object.set(it.getKey(), filled(it.getValue(), actual.path(it.getKey()))));
            return object;
        }
        if (shown.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            for (int i = 0; i < shown.size(); i++) {
                array.add(filled(shown.get(i), actual.path(i)));
            }
            return array;
        }
        return actual;
    }
}
