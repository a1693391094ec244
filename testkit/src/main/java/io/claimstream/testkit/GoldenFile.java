package io.claimstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/**
 * A committed file that freezes what a test makes, such as a topology. When they differ the test fails and prints the command that
 * accepts what was made.
 *
 * @param path the file below the module's {@code src/test/resources}
 * @param test the test class, named in the command
 */
public record GoldenFile(Path path, Class<?> test) {

    private static final String ACCEPT = "golden.accept";

    /** A golden file of a test's module. */
    public static GoldenFile of(String name, Class<?> test) {
        return new GoldenFile(Path.of("src", "test", "resources", "golden").resolve(name), test);
    }

    /** Compares with what was made; with {@code -Dgolden.accept=true} writes that instead. */
    public void assertHolds(String made) {
        try {
            if (Boolean.getBoolean(ACCEPT)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, made);
            }
            String golden = Files.exists(path) ? Files.readString(path) : "";
            Assertions.assertThat(made)
                    .as("Differs from %s. If that is meant, accept it with:%n  %s%n", path, command())
                    .isEqualTo(golden);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + path, e);
        }
    }

    /** The command that accepts what the test makes. */
    String command() {
        String module = Path.of("").toAbsolutePath().getFileName().toString();
        return "mvn -pl " + module + " -am test -Dtest=" + test.getSimpleName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -D" + ACCEPT + "=true";
    }
}
