package io.claimstream.infra;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The promtool of the machine, which knows Prometheus' language. */
final class Promtool {

    private static final String MISSING =
            "No promtool was found, so no alert was tried. Install it (Debian: apt-get install prometheus), or name one by the variable PROMTOOL.";

    /** What it said, and whether it found all well. */
    record Verdict(int exitCode, String text) {}

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** Where there is none the test is skipped and says so; in continuous integration (variable {@code CI}) it fails. */
    static Promtool forTests() {
        return new Promtool(find(System.getenv()).orElseGet(Promtool::missing));
    }

    Verdict run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), text);
    }

    private static Optional<Path> find(Map<String, String> environment) {
        String named = environment.getOrDefault("PROMTOOL", "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing() {
        if (System.getenv("CI") != null) {
            return Assertions.fail(MISSING);
        }
        System.err.println("WARNING: " + MISSING);
        return Assumptions.abort(MISSING);
    }
}
