package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.trace.TraceLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code logs against the table of keys in docs/operations.md. */
class LogKeysTest {

    private static final Pattern KEY = Pattern.compile("addKeyValue\\(\\s*\"([^\"]+)\"");
    private static final Pattern PLAIN = Pattern.compile("LOGGER\\s*\\.(trace|debug|info|warn|error)\\(");
    private static final Pattern BUILT = Pattern.compile("\\.log\\(\"[^\"]*\"\\s*[+,]");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");

    @Test
    void shouldLogNoKeyThatThePageDoesNotTell() throws IOException {
        // Given
        String page = Files.readString(Pages.ROOT.resolve("docs/operations.md"));
        String section = page.substring(page.indexOf("\n## Logs\n"), page.indexOf("\n## Tracing\n"));

        // When
        Set<String> logged = sources().stream()
                .flatMap(source -> KEY.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        logged.add(TraceLog.KEY);

        // Then
        assertThat(section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|", -1)[1])
                        .flatMap(cell -> NAME.matcher(cell).results())
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(logged);
    }

    @Test
    void shouldLogFixedWords() throws IOException {
        // Then: a message that is put together may hold anything
        assertThat(sources().stream()
                        .flatMap(source -> Stream.concat(
                                PLAIN.matcher(source).results(),
                                BUILT.matcher(source).results()))
                        .map(MatchResult::group))
                .isEmpty();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Pages.ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(LogKeysTest::files)
                    .map(LogKeysTest::read)
                    .toList();
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
