package io.claimstream.testkit.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the chromium of the machine. */
final class ChromiumFinder {

    static final String VARIABLE = "CHROMIUM";

    /** As distributions call it. */
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private ChromiumFinder() {}

    /**
     * The program that the variable {@code CHROMIUM} names, else the first of its usual names on the path.
     *
     * @param environment variables by name
     * @throws IllegalArgumentException when the variable names something that cannot be run
     */
    static Optional<Path> find(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable).or(() -> {
                throw new IllegalArgumentException(
                        "Expected " + VARIABLE + " to name a program, but got '" + named + "'.");
            });
        }
        List<Path> folders = Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
