package io.claimstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of infra/prometheus: each is tried, firing and not, reads metrics that there are, and has its runbook. */
class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("../infra/prometheus");
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    @Test
    void shouldBeRulesToPrometheus() throws Exception {
        // When
        Promtool.Verdict verdict = Promtool.forTests().run(arguments("check", files(FOLDER)));

        // Then
        assertThat(verdict.exitCode()).as(verdict.text()).isZero();
    }

    @Test
    void shouldFireWhenTheyShouldAndOnlyThen() throws Exception {
        // When
        Promtool.Verdict verdict = Promtool.forTests().run(arguments("test", files(FOLDER.resolve("tests"))));

        // Then
        assertThat(verdict.exitCode()).as(verdict.text()).isZero();
    }

    @Test
    void shouldNoticeAnAlertThatFiresNoMore(@TempDir Path folder) throws Exception {
        // Given
        Path rules = folder.resolve("consumers.rules.yaml");
        Files.writeString(
                rules, Files.readString(FOLDER.resolve("consumers.rules.yaml")).replace(" > 60", " > 6000"));
        Path tests = Files.createDirectory(folder.resolve("tests")).resolve("consumers.yaml");
        Files.copy(FOLDER.resolve("tests/consumers.yaml"), tests);

        // When
        Promtool.Verdict verdict = Promtool.forTests().run(arguments("test", List.of(tests)));

        // Then
        assertThat(verdict.exitCode()).isNotZero();
        assertThat(verdict.text()).contains("ClaimstreamLagOverObjective");
    }

    @Test
    void shouldSayWhatEveryAlertMeansAndWhatToDo() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(20).allSatisfy((name, alert) -> {
            assertThat(name).startsWith("Claimstream");
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
            assertThat(alert.at("/annotations/runbook_url").asText()).isEqualTo("docs/runbooks/" + name + ".md");
            assertThat(RUNBOOKS.resolve(name + ".md"))
                    .content()
                    .contains("## What it means", "## What to look at", "## What to do", "## When it ends");
            assertThat(RUNBOOKS.resolve("README.md")).content().contains("(" + name + ".md)");
        });
    }

    @Test
    void shouldHaveNoRunbookOfNoAlert() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(it -> it.getFileName().toString().replace(".md", ""))
                            .filter(it -> !it.equals("README")))
                    .containsExactlyInAnyOrderElementsOf(alerts().keySet());
        }
    }

    @Test
    void shouldTryEveryAlertFiringAndNot() throws IOException {
        // Given
        List<String> tried = new ArrayList<>();
        for (Path file : files(FOLDER.resolve("tests"))) {
            for (JsonNode test : read(file).path("tests")) {
                Set<String> ofTest = new TreeSet<>();
                for (JsonNode rule : test.path("alert_rule_test")) {
                    ofTest.add(rule.path("alertname").asText()
                            + (rule.path("exp_alerts").isEmpty() ? " not" : ""));
                }
                tried.addAll(ofTest);
            }
        }

        // Then
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(alerts().keySet().stream()
                        .flatMap(it -> Stream.of(it, it + " not"))
                        .toList());
    }

    @Test
    void shouldMissEveryGroupThatIsGone() throws IOException {
        // Given
        String expression = Objects.requireNonNull(alerts().get("ClaimstreamGroupGone"))
                .path("expr")
                .asText();

        // When
        Set<String> missed = Pattern.compile("\"group\", \"([^\"]+)\"")
                .matcher(expression)
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toSet());

        // Then
        assertThat(missed)
                .containsExactlyInAnyOrderElementsOf(Services.acls().grants().stream()
                        .filter(it -> it.type() == ResourceType.GROUP
                                && it.operations().contains(AclOperation.READ)
                                && !it.role().equals(AclCatalogue.UPSTREAM))
                        .map(Grant::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void shouldReadOnlyMetricsThatThereAre() throws IOException {
        // Given
        var known = MetricNames.known();

        // Then
        assertThat(alerts()).allSatisfy((name, alert) -> assertThat(
                        MetricNames.in(alert.path("expr").asText()))
                .isNotEmpty()
                .isSubsetOf(known));
    }

    @Test
    void shouldReadWhatIsScraped() throws IOException {
        assertThat(Files.readString(Path.of("../infra/compose/monitoring/prometheus.yaml")))
                .contains("job_name: claimstream\n", "lag-exporter:9105", "/etc/prometheus/rules/*.rules.yaml");
    }

    private static Map<String, JsonNode> alerts() throws IOException {
        Map<String, JsonNode> alerts = new TreeMap<>();
        for (Path file : files(FOLDER)) {
            for (JsonNode group : read(file).path("groups")) {
                for (JsonNode rule : group.path("rules")) {
                    assertThat(alerts.put(rule.path("alert").asText(), rule)).isNull();
                }
            }
        }
        return alerts;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static List<String> arguments(String verb, List<Path> files) {
        return Stream.concat(Stream.of(verb, "rules"), files.stream().map(Path::toString))
                .toList();
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }
}
