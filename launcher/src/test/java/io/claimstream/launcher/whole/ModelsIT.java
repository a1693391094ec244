package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moves by hand as a person makes them: command line, HTTP, Kafka, retrain worker, scoring processor. */
class ModelsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SETTLED = 300;
    private static final int LATER = 20;
    private static final int TRIED = 120;

    /** Each is made again by itself, and every one of them by recompute at once; benchmarks/run ledger takes a thousand. */
    private static final int SAMPLED = 100;

    @TempDir
    Path directory;

    /** What a command came to. */
    private record Run(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    @Test
    @Timeout(400)
    void shouldRollBackByCommandNameTheDecisionsAndComeBack() throws Exception {
        // Given
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        Path list = directory.resolve("withdrawn.csv");
        try (Launched up = start(ports)) {
            importRows(0, SETTLED, true);
            String version = awaitChampion();
            importRows(SETTLED, SETTLED + LATER, false);
            assertThatAScoreIsExplainedAndPreviewed(
                    new LiveApi(directory, Objects.requireNonNull(ports.get("api.port"))));

            // When
            Run back = run("models", "rollback", "--reason", "a drill", "--list", list.toString(), "--rescore");
            Run again = run("models", "rollback", "--reason", "a drill");
            Run pinned = run("models", "pin", version, "--reason", "trusted", "--insurer", "import");
            Run forward = run("models", "promote", version, "--reason", "the drill is over");
            Run history = run("models", "history");
            Run verified = run("models", "verify", version);
            Path moved = directory.resolve("moved.csv");
            String command = back.json().path("commandId").asText();
            Run rescored = run("models", "rescore", command, "--list", moved.toString());
            Run recomputed = run("recompute", "--rescored");
            Path file = directory.resolve("file.zip");
            Path same = directory.resolve("same.zip");
            Run filed = run("models", "file", version, "--to", file.toString());
            Run filedAgain = run("models", "file", version, "--to", same.toString());

            // Then
            assertThat(List.of(filed.exitCode(), filedAgain.exitCode()))
                    .as(filed.err())
                    .containsOnly(0);
            assertThat(same).hasSameBinaryContentAs(file);
            assertThatItIsTheTechnicalFileOf(version, file);
            assertThat(back.exitCode()).as(back.err()).isZero();
            assertThat(back.json().path("version").asText()).isEqualTo("baseline");
            assertThat(back.json().path("withdrawnVersion").asText()).isEqualTo(version);
            assertThat(back.json().path("claimsScoredByIt").asInt()).isEqualTo(LATER);
            assertThat(back.json().path("seconds").asDouble()).isPositive();
            assertThat(Files.readAllLines(list)).hasSize(LATER + 1).contains("insurer,claimId,revision,scoreId");
            JsonNode first = back.json().path("rescore");
            assertThat(first.path("done").asInt()).isEqualTo(LATER);
            assertThat(first.at("/moved/claims").asInt()).isEqualTo(LATER);
            assertThat(first.at("/moved/after").decimalValue())
                    .as("the baseline's: earnings loss and general damages")
                    .isEqualByComparingTo(sumOfHeads(SETTLED, SETTLED + LATER));
            assertThat(first.path("claims").findValuesAsText("modelVersion")).containsOnly("baseline");
            assertThat(rescored.exitCode()).as(rescored.err()).isZero();
            assertThat(rescored.json()).as("no request is repeated").isEqualTo(first);
            assertThat(Files.readAllLines(moved)).hasSize(LATER + 1);
            assertThat(recomputed.exitCode())
                    .as(recomputed.err() + recomputed.out())
                    .isZero();
            assertThat(recomputed.json().path("scores").asInt()).isEqualTo(LATER);
            assertThat(again.exitCode()).isEqualTo(3);
            assertThat(again.err()).contains("NOTHING_TO_ROLL_BACK").contains("models promote");
            assertThat(pinned.exitCode()).as(pinned.err()).isZero();
            assertThat(forward.exitCode()).as(forward.err()).isZero();
            assertThat(history.json().findValuesAsText("action"))
                    .containsExactly("promoted", "rolled_back", "command_refused", "promoted");
            assertThat(verified.exitCode()).as(verified.err() + verified.out()).isZero();
            assertThat(verified.json().path("retrainedVersion").asText()).isEqualTo(version);
            assertThat(verified.json().path("rows").asInt()).isEqualTo(SETTLED);
            assertThat(up.isAlive()).isTrue();
            System.out.println("seconds to service: rollback " + back.json().path("seconds") + ", promote "
                    + forward.json().path("seconds"));
        }
    }

    @Test
    @Timeout(500)
    void shouldPromoteAChallengerThatIsProvenBetterAndTryTheFormerChampionAsACanary() throws Exception {
        // Given
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        Path sample = directory.resolve("sample");
        Run made = run("models", "sample", "--out", sample.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        try (Launched up = start(ports, "--set", "model.initial=" + sample, "--set", "retrain.promotion=shadow")) {
            MetricsContract metrics = new MetricsContract(ports);
            String first = awaitChampion();
            importRows(0, SETTLED, true);
            await().atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> slot().path("challenge").isObject());
            Map<String, Scrape> atFirst = metrics.look();
            String challenger = slot().at("/challenge/version").asText();

            // When
            importRows(SETTLED, SETTLED + TRIED, true);
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        metrics.look();
                        return champion().equals(challenger);
                    });
            Run canary = run("models", "canary", first, "--share", "0.5", "--reason", "how it would do now");
            importRows(SETTLED + TRIED, SETTLED + TRIED + LATER, false);
            Run recomputed = run("recompute", "--all");
            Run history = run("models", "history");
            Run fairness = run("audit", "fairness");
            Run agreement = run("audit", "agreement");
            Run ledger = run("audit", "verify", "--sample", Integer.toString(SAMPLED));

            // Then
            assertThat(fairness.exitCode()).as(fairness.err()).isZero();
            assertThat(fairness.json().path("settled").asInt()).isPositive();
            assertThat(fairness.json().path("cells").findValues("settled").stream()
                            .mapToInt(JsonNode::asInt)
                            .sum())
                    .isEqualTo(fairness.json().path("settled").asInt());
            assertThat(agreement.exitCode()).as(agreement.err()).isZero();
            assertThatEverySampledScoreIsMadeAgain(ledger);
            assertThat(agreement.json().at("/total/decisions").asInt(-1)).isZero();
            assertThat(canary.exitCode()).as(canary.err()).isZero();
            assertThat(canary.json().path("action").asText()).isEqualTo("canary_started");
            assertThat(slot().at("/challenge/share").asDouble()).isEqualTo(0.5);
            assertThat(history.json().findValuesAsText("action"))
                    .containsExactly("promoted", "shadowed", "promoted", "canary_started");
            assertThat(history.json().findValuesAsText("reason").get(2)).startsWith("Proven better in the shadow: ");
            assertThat(recomputed.exitCode())
                    .as(recomputed.err() + recomputed.out())
                    .isZero();
            assertThat(recomputed.json().path("scores").asInt()).isEqualTo(SETTLED + TRIED + LATER);
            assertThat(up.isAlive()).isTrue();
            metrics.assertHolds(atFirst);
        }
    }

    /** As many as there are: by two models with calibrations, and by these in the shadow. */
    private static void assertThatEverySampledScoreIsMadeAgain(Run ledger) {
        assertThat(ledger.exitCode()).as(ledger.err() + ledger.out()).isZero();
        JsonNode sample = ledger.json().path("sample");
        assertThat(sample.path("scores").asInt()).isEqualTo(SAMPLED);
        assertThat(sample.path("equal")).isEqualTo(sample.path("scores"));
        System.out.println("sample of the ledger: " + sample.path("scores") + " scores, slowest "
                + sample.path("slowestMillis") + " ms");
    }

    /** Its world follows a formula, beside which any interval is too narrow: what is tested here are moves, not the gate of coverage. */
    private Launched start(Map<String, Integer> ports, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("up"));
        for (String setting : List.of(
                "retrain.min-new-labels=" + SETTLED,
                "retrain.rounds=60",
                "retrain.depth=3",
                "retrain.gate.coverage.allowance=0.8",
                "retrain.gate.coverage.group.allowance=0.8",
                "retrain.check.interval=500ms")) {
            command.addAll(List.of("--set", setting));
        }
        command.addAll(List.of(more));
        return Launched.start(directory, ports, command.toArray(String[]::new)).awaitLine("ready");
    }

    private static void assertThatItIsTheTechnicalFileOf(String version, Path file) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        List<String> sums = new String(entries.remove("SHA256SUMS"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String card = new String(entries.get("card.md"), StandardCharsets.UTF_8);

        assertThat(entries)
                .containsOnlyKeys(
                        "card.md",
                        "features.json",
                        "history/calibrations.json",
                        "history/moves.json",
                        "model/manifest.json",
                        "model/manifest.sig",
                        "model/model.ubj",
                        "model/signing-key.txt",
                        "report/report.html",
                        "report/report.json");
        assertThat(sums)
                .containsExactlyElementsOf(entries.entrySet().stream()
                        .map(it -> Sha256.hex(it.getValue()) + "  " + it.getKey())
                        .toList());
        assertThat(ModelBundle.versionOf(Objects.requireNonNull(entries.get("model/manifest.json"))))
                .isEqualTo(version);
        assertThat(JSON.readTree(entries.get("history/moves.json")).findValuesAsText("reason"))
                .contains("a drill", "the drill is over");
        assertThat(JSON.readTree(entries.get("history/calibrations.json"))).isNotEmpty();
        assertThat(card).startsWith("# Model " + version).contains("a drill", "gap to the others");
    }

    /** In the instance of another test, which takes a minute to come about. */
    private static void assertThatAScoreIsExplainedAndPreviewed(LiveApi api) throws Exception {
        JsonNode page = api.get(200, "/v1/claims?status=scored&limit=500");
        JsonNode score = api.get(200, linkOfOneByAModel(page));
        String link = score.path("link").asText();
        String ofScore = "{\"scoreId\": \"" + score.path("scoreId").asText() + "\"";
        BigDecimal amount =
                score.path("estimate").decimalValue().subtract(BigDecimal.ONE).setScale(2, RoundingMode.HALF_EVEN);

        JsonNode explained = api.get(200, link + "/explanation");
        JsonNode same = api.post(200, "/v1/previews", ofScore + "}");
        JsonNode found = api.post(200, link + "/counterfactual", "{\"amount\": " + amount + "}");
        ObjectNode changes = JSON.createObjectNode();
        found.path("changes").forEach(it -> changes.set(it.path("field").asText(), it.path("to")));
        JsonNode changed = api.post(200, "/v1/previews", ofScore + ", \"changes\": " + changes + "}");
        JsonNode baseline = api.post(200, "/v1/previews", ofScore + ", \"modelVersion\": \"baseline\"}");

        assertThat(explained.at("/remade/outcome").asText())
                .as(explained.toString())
                .isEqualTo("BIT_FOR_BIT");
        assertThat(explained.at("/sum/exact").asBoolean()).isTrue();
        for (String field : List.of("estimate", "baseValue", "interval", "confidence", "modelVersion")) {
            assertThat(same.path(field)).as(field).isEqualTo(score.path(field));
        }
        assertThat(found.path("outcome").asText()).isIn("ONE_FIELD", "TWO_FIELDS");
        assertThat(found.path("estimateThen").decimalValue()).isLessThanOrEqualTo(amount);
        assertThat(changed.path("estimate")).isEqualTo(found.path("estimateThen"));
        assertThat(baseline.path("modelVersion").asText()).isEqualTo("baseline");
        assertThat(api.post(404, "/v1/previews", ofScore + ", \"modelVersion\": \"m-000000000000\"}")
                        .path("code")
                        .asText())
                .isEqualTo("VERSION_NOT_FOUND");
    }

    private static String linkOfOneByAModel(JsonNode page) {
        for (JsonNode claim : page.path("claims")) {
            if (!claim.at("/score/modelVersion").asText().equals("baseline")) {
                return claim.at("/score/link").asText();
            }
        }
        throw new AssertionError("Expected a claim that a model scored: " + page);
    }

    private static BigDecimal sumOfHeads(int from, int to) {
        return BigDecimal.valueOf(
                IntStream.range(from, to).map(i -> 100 + 7 * i + 840).sum());
    }

    private JsonNode slot() {
        return run("models", "list").json().at("/slots/0");
    }

    private String awaitChampion() {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !champion().equals("baseline"));
        return champion();
    }

    private String champion() {
        return slot().path("champion").asText("baseline");
    }

    private void importRows(int from, int to, boolean withOutcomes) {
        MotorRow[] rows = IntStream.range(from, to)
                .mapToObj(i -> MotorRow.ofDriverAged(18 + i % 60)
                        .with("SpecialEarningsLoss", Integer.toString(100 + 7 * i))
                        .with("GeneralFixed", "840")
                        .settledFor(Integer.toString((940 + 7 * i) / 2)))
                .toArray(MotorRow[]::new);
        String file = MotorRow.file(directory, rows).toString();
        Run imported = withOutcomes ? run("import", file, "--with-outcomes") : run("import", file);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.json().path("accepted").asInt()).isEqualTo(to - from);
    }

    private Run run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(
                "--output", "json", "--data-dir", directory.resolve("data").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.production()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }
}
