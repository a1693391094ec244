package io.claimstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.infra.Dashboard.Kind;
import io.claimstream.testkit.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards of infra/grafana: made from one source, clear, and of metrics that there are. */
class DashboardsTest {

    private static final Path FOLDER = Path.of("../infra/grafana");

    /** Of Grafana: none, as such, by second, seconds, bytes, a share. */
    private static final Set<String> UNITS = Set.of("none", "short", "ops", "s", "bytes", "percentunit");

    @Test
    void shouldBeWhatTheSourceSays() throws IOException {
        for (Dashboard dashboard : all()) {
            new GoldenFile(FOLDER.resolve(dashboard.name() + ".json"), DashboardsTest.class)
                    .assertHolds(dashboard.json());
        }
    }

    @Test
    void shouldHaveNoOther() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(it -> it.getFileName().toString()).filter(it -> it.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            all().stream().map(it -> it.name() + ".json").toList());
        }
    }

    @Test
    void shouldShowOnlyMetricsThatThereAre() throws IOException {
        // Given
        Set<String> known = MetricNames.known();

        // Then
        assertThat(queries())
                .allSatisfy(query -> assertThat(MetricNames.in(query.expr().replace("ALERTS", "up")))
                        .isNotEmpty()
                        .isSubsetOf(known));
    }

    @Test
    void shouldSayOfEveryPanelWhatItShows() throws IOException {
        assertThat(all()).hasSize(4).allSatisfy(dashboard -> {
            assertThat(dashboard.title()).isEqualTo("Claimstream: " + dashboard.name());
            assertThat(dashboard.panels()).hasSizeBetween(4, 10).allSatisfy(panel -> {
                assertThat(panel.about()).endsWith(".");
                assertThat(panel.unit()).isIn(UNITS);
                assertThat(panel.width()).isBetween(6, 24);
                assertThat(panel.queries()).isNotEmpty();
            });
        });
        assertThat(queries()).allSatisfy(query -> assertThat(query.legend()).isNotBlank());
    }

    @Test
    void shouldBeReadByPrometheus(@TempDir Path folder) throws Exception {
        // Given
        List<String> records = new ArrayList<>(List.of("groups:", "  - name: panels", "    rules:"));
        for (Dashboard.Query query : queries()) {
            records.add("      - record: panel:" + records.size());
            records.add("        expr: '" + query.expr().replace("$__rate_interval", "5m") + "'");
        }
        Path rules = Files.write(folder.resolve("panels.rules.yaml"), records);

        // When
        Promtool.Verdict verdict = Promtool.forTests().run(List.of("check", "rules", rules.toString()));

        // Then
        assertThat(verdict.exitCode()).as(verdict.text()).isZero();
    }

    @Test
    void shouldDrawOverTimeWhatIsARate() throws IOException {
        assertThat(all().stream().flatMap(it -> it.panels().stream()))
                .filteredOn(panel ->
                        panel.queries().stream().anyMatch(it -> it.expr().contains("$__rate_interval")))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.kind()).isEqualTo(Kind.series));
    }

    private static List<Dashboard> all() throws IOException {
        return Dashboard.all(FOLDER.resolve("dashboards.yaml"));
    }

    private static List<Dashboard.Query> queries() throws IOException {
        return all().stream()
                .flatMap(it -> it.panels().stream())
                .flatMap(it -> it.queries().stream())
                .toList();
    }
}
