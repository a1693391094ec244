package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proofs and means that docs/compliance.md and its templates name are there. That their links lead somewhere, {@link ExamplesTest} tests for every page. */
class CompliancePageTest {

    private static final Path PAGE = Path.of("docs/compliance.md");
    private static final Path TEMPLATES = Path.of("docs/templates");

    /** Of a line about a feature that is not there yet. It is taken away with the feature, or the line is. */
    private static final Pattern WAITING = Pattern.compile("<!-- needs: [a-z]+ -->");

    private static final Pattern DUTIES =
            Pattern.compile("^\\| duty \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)", Pattern.MULTILINE);
    private static final int CELLS = 4;

    static Stream<Path> pages() {
        return Stream.concat(Stream.of(PAGE), Pages.all().filter(page -> page.startsWith(TEMPLATES)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldNameTestsCommandsAndOperationsThatExist(Path page) {
        // Given
        Named named = new Named();

        // When
        List<String> lines =
                lines(page).filter(line -> !WAITING.matcher(line).find()).toList();

        // Then
        assertThat(lines.stream().flatMap(Named::in).filter(named::isName)).isNotEmpty();
        assertThat(lines.stream().flatMap(Named::in))
                .filteredOn(name -> named.isName(name) && !named.isThere(name))
                .as("named on %s, and not there", page)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldWaitForNothingThatIsThere(Path page) {
        // Given
        Named named = new Named();

        // When, Then
        assertThat(lines(page).filter(line -> WAITING.matcher(line).find()))
                .filteredOn(line -> Named.in(line).filter(named::isName).allMatch(named::isThere))
                .as("all that these lines name is there: take the mark 'needs' out of them")
                .isEmpty();
    }

    @Test
    void shouldSayOfEachDutyWhatProvesItAndWhatIsLeftToTheInsurer() {
        // Given
        Named named = new Named();

        // When
        List<List<String>> rows = Pages.found(DUTIES, PAGE)
                .flatMap(String::lines)
                .map(CompliancePageTest::cells)
                .toList();

        // Then
        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(rows).allSatisfy(cells -> {
            assertThat(cells).hasSize(CELLS).noneMatch(String::isBlank);
            assertThat(named.isProof(cells.get(2))).as(cells.get(0)).isTrue();
        });
    }

    @Test
    void shouldFindTheTemplates() {
        assertThat(pages())
                .contains(
                        TEMPLATES.resolve("impact-assessment.md"),
                        TEMPLATES.resolve("record-of-processing.md"),
                        TEMPLATES.resolve("breach-notification.md"));
    }

    private static Stream<String> lines(Path page) {
        return Pages.prose(page).lines();
    }

    private static List<String> cells(String row) {
        List<String> cells =
                Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return cells.subList(1, cells.size() - 1);
    }
}
