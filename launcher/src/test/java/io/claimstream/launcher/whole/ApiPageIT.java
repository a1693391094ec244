package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.whole.Walkthrough.Step;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/api.md says, in a shell, and compares what it shows. Skipped where there is no curl. */
class ApiPageIT {

    private static final Path PAGE = Path.of("../docs/api.md");
    private static final String MARK = "@@@ done";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldAnswerAsThePageShows() throws Exception {
        // Given
        assumeThat(isThere("curl") && isThere("bash"))
                .as("curl and bash are there")
                .isTrue();
        List<Step> steps = Walkthrough.read(PAGE).steps();
        Map<String, Integer> ports = FreePorts.ofAllInOne();

        // When
        List<String> answers;
        try (Launched up = Launched.start(directory, ports, "up").awaitLine("ready")) {
            answers = answers(script(steps), Objects.requireNonNull(ports.get("api.port")));
            assertThat(up.isAlive()).isTrue();
        }

        // Then
        assertThat(steps).hasSizeGreaterThan(10);
        assertThat(answers).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isShown()) {
                requireShown(JSON.readTree(steps.get(i).printed()), JSON.readTree(answers.get(i)), steps.get(i));
            }
        }
    }

    private List<String> answers(Path script, int port) throws Exception {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", script.toString())
                .directory(Files.createDirectories(directory.resolve("work")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        shell.environment().put("API", "http://localhost:" + port);
        shell.environment()
                .put(
                        "KEY",
                        Files.readString(directory.resolve("data/secrets/cli.key"))
                                .strip());
        Process process = shell.start();
        boolean ended;
        try {
            ended = process.waitFor(200, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(out) + Files.readString(err);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return Stream.of(Files.readString(out).split(MARK + "\n", -1))
                .limit(Files.readString(out).split(MARK, -1).length - 1L)
                .toList();
    }

    private Path script(List<Step> steps) throws Exception {
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        steps.forEach(step -> script.append(String.join("\n", step.lines()))
                .append("\necho; echo '")
                .append(MARK)
                .append("'\n"));
        return Files.writeString(directory.resolve("page.sh"), script);
    }

    /** Everything that the page shows is there; of a text that ends with dots its beginning. */
    private static void requireShown(JsonNode shown, JsonNode actual, Step step) {
        String what = step.lines() + " answers " + actual;
        if (shown.isObject()) {
            shown.properties().forEach(it -> requireShown(it.getValue(), actual.path(it.getKey()), step));
        } else if (shown.isArray()) {
            assertThat(actual.size()).as(what).isGreaterThanOrEqualTo(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                requireShown(shown.get(i), actual.get(i), step);
            }
        } else if (shown.isTextual() && shown.asText().endsWith("…")) {
            String beginning = shown.asText().substring(0, shown.asText().length() - 1);
            assertThat(actual.isTextual()).as(what).isTrue();
            assertThat(actual.asText()).as(what).startsWith(beginning);
        } else if (shown.isNumber()) {
            assertThat(actual.decimalValue()).as(what).isEqualByComparingTo(shown.decimalValue());
        } else {
            assertThat(actual).as(what).isEqualTo(shown);
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
