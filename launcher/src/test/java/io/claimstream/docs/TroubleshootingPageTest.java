package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/troubleshooting.md says that one sees is what the code says. */
class TroubleshootingPageTest {

    private static final Path PAGE = Path.of("docs/troubleshooting.md");
    private static final Pattern ROWS =
            Pattern.compile("^\\| it says \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)", Pattern.MULTILINE);
    private static final Pattern FIRST_CELL = Pattern.compile("^\\| (.+?) \\|", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern METRIC = Pattern.compile("`((?:claimstream|kafka)_[a-z_]+)");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+_[A-Z_]+)`");
    private static final int SHORTEST = 6;

    @Test
    void shouldQuoteWhatTheCodeSays() {
        // Given
        String code = code();

        // When
        List<String> quotes = messages();

        // Then
        assertThat(quotes).hasSizeGreaterThan(50);
        assertThat(quotes)
                .filteredOn(quote ->
                        parts(quote).isEmpty() || !parts(quote).stream().allMatch(code::contains))
                .as("quotes that nothing says")
                .isEmpty();
    }

    @Test
    void shouldNameCodesThatExist() {
        String code = code();
        assertThat(Pages.found(CODE, PAGE).toList())
                .isNotEmpty()
                .filteredOn(name -> !code.contains(name))
                .isEmpty();
    }

    @Test
    void shouldNameMetricsThatExist() {
        String known = Pages.text(Path.of("docs/metrics.md")) + Pages.text(Path.of("docs/operations.md"));
        assertThat(Pages.found(METRIC, PAGE).toList()).isNotEmpty().allSatisfy(name -> assertThat(known)
                .contains("`" + name));
    }

    /** What stands in the first column of tables that begin with "it says". */
    private static List<String> messages() {
        return Pages.found(ROWS, PAGE)
                .flatMap(rows -> FIRST_CELL.matcher(rows).results())
                .flatMap(cell -> QUOTED.matcher(cell.group(1)).results())
                .map(it -> it.group(1))
                .toList();
    }

    /** What stands between the dots, where the code puts in what it met. */
    private static List<String> parts(String quote) {
        return Stream.of(quote.split("…", -1))
                .filter(it -> it.length() >= SHORTEST)
                .toList();
    }

    /** All of it, with texts that go on in the next line joined. */
    private static String code() {
        try (Stream<Path> files = Files.find(
                Pages.ROOT,
                20,
                (file, attributes) -> attributes.isRegularFile()
                        && file.toString().endsWith(".java")
                        && Pages.ROOT.relativize(file).toString().contains("src/main/java"))) {
            return files.map(TroubleshootingPageTest::text)
                    .map(it -> it.replaceAll("\"\\s*\\+ \"", ""))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
