package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/scaling.md against the topologies, and its arithmetic done again. */
class ScalingPageTest {

    private static final Path PAGE = Path.of("docs/scaling.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final int CLAIMS = 30_000;

    @ParameterizedTest
    @ValueSource(strings = {"claim-ingest", "feature-stream", "scoring-processor", "retrain-worker", "decision-ledger"})
    void shouldCountTasksAndStoresAsTheTopologiesHaveThem(String service) {
        // Given
        List<String> row = row(service);

        // When
        long parts = Topologies.of(service).stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("Sub-topology:"))
                .count();

        // Then
        assertThat(Pattern.compile("[0-9]+")
                        .matcher(row.get(1))
                        .results()
                        .mapToInt(it -> Integer.parseInt(it.group()))
                        .sum())
                .isEqualTo((int) parts);
        assertThat(row.get(2)).isEqualTo(Integer.toString(Topologies.tasks(service)));
        assertThat(names(row.get(3))).isEqualTo(Topologies.stores(service));
    }

    @Test
    void shouldDivideAsItSays() {
        // Given
        List<Integer> perProcessor = row("claims a second").stream()
                .skip(1)
                .map(it -> number(it.replaceAll("[^0-9,]", "")))
                .toList();

        // Then
        assertThat(perProcessor).hasSize(3);
        for (String rate : List.of("1,000", "10,000", "100,000")) {
            assertThat(row(rate).stream().skip(1).map(ScalingPageTest::number))
                    .as("processors at %s", rate)
                    .containsExactlyElementsOf(perProcessor.stream()
                            .map(it -> (number(rate) + it - 1) / it)
                            .toList());
        }
    }

    @Test
    void shouldAddUpTheBytesOfEveryClaim() {
        // Given
        List<List<String>> rows = Pages.text(PAGE)
                .lines()
                .filter(line -> line.matches("\\| .* \\| [0-9,]{6,} \\| [0-9,]+ \\|"))
                .map(ScalingPageTest::cells)
                .toList();

        // Then
        int kept = all(rows, "that are kept");
        int stores = all(rows, "but `pending-revisions`");
        assertThat(kept).isGreaterThanOrEqualTo(6);
        assertThat(stores).isEqualTo(rows.size() - 1).isGreaterThanOrEqualTo(kept + 7);
        int pending = rows.stream().map(it -> it.get(0)).toList().indexOf("`pending-revisions`");
        assertThat(rows).allSatisfy(cells -> assertThat(number(cells.get(cells.size() - 1)))
                .isEqualTo((int) Math.round(number(cells.get(cells.size() - 2)) / (double) CLAIMS)));
        assertThat(sum(rows.subList(0, kept))).isEqualTo(number(rows.get(kept).get(1)));
        assertThat(sum(rows.subList(kept + 1, stores)) - sum(rows.subList(pending, pending + 1)))
                .isEqualTo(number(rows.get(stores).get(2)));
    }

    /** Where the row of a sum stands. */
    private static int all(List<List<String>> rows, String of) {
        return rows.stream().map(it -> it.get(0)).toList().indexOf("all " + of);
    }

    private static int sum(List<List<String>> rows) {
        return rows.stream()
                .mapToInt(cells -> number(cells.get(cells.size() - 2)))
                .sum();
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    /** Cells of the line of a table that begins with a word. */
    private static List<String> row(String first) {
        return Pages.text(PAGE)
                .lines()
                .filter(line -> line.startsWith("| " + first + " |"))
                .findFirst()
                .map(ScalingPageTest::cells)
                .orElseThrow();
    }

    private static List<String> cells(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return cells.subList(1, cells.size() - 1);
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
