package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.importing.MotorRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model from a made-up file, and what can be done with it. */
@Timeout(180)
class OfflineCommandsTest {

    private static final int SETTLED = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static Path model;
    private static JsonNode trained;

    @BeforeAll
    static void train() throws IOException {
        model = directory.resolve("model");
        Path csv = file(
                "train.csv",
                Stream.concat(
                        IntStream.range(0, SETTLED).mapToObj(i -> row(i).settledFor(Integer.toString(1_000 + 5 * i))),
                        Stream.of(
                                row(SETTLED),
                                row(SETTLED + 1).with("GeneralFixed", "much").settledFor("500"))));
        CommandRun run = claimstream("train", "--csv", csv.toString(), "--out", model.toString(), "--rounds", "40");
        assertThat(run.exitCode()).as(run.err()).isZero();
        trained = JSON.readTree(run.out());
    }

    @Test
    void shouldExploreTheFile() throws IOException {
        // Given
        Path out = directory.resolve("exploration");

        // When
        CommandRun run =
                claimstream("explore", "--csv", directory.resolve("train.csv").toString(), "--out", out.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode explored = JSON.readTree(run.out());
        assertThat(explored.get("usable").asInt()).isEqualTo(SETTLED);
        assertThat(explored.get("paidMedian").asDouble()).isEqualTo(1_497.5);
        assertThat(explored.get("leftOut NOT_SETTLED").asInt()).isEqualTo(1);
        assertThat(explored.get("features")).hasSize(10);
        assertThat(JSON.readTree(out.resolve("exploration.json").toFile()).get("features"))
                .hasSizeGreaterThan(50);
        assertThat(out.resolve("exploration.html")).content().contains("What was paid");
        assertThat(out.resolve("pictures/claimed.svg")).content().startsWith("<svg xmlns=");
    }

    @Test
    void shouldWriteASimulatedWorldAsAFile() throws IOException {
        // Given
        Path csv = directory.resolve("world.csv");

        // When
        CommandRun run = claimstream("simulate", "--claims", "60", "--csv", csv.toString());
        CommandRun later = claimstream("simulate", "--claims", "60", "--from", "50", "--csv", csv + ".later");
        CommandRun none = claimstream("simulate", "--claims", "60", "--from", "60", "--csv", csv + ".none");
        CommandRun scored =
                claimstream("score", "--model", model.toString(), "--csv", csv.toString(), "--out", csv + ".scores");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("claims").asInt()).isEqualTo(60);
        assertThat(JSON.readTree(run.out()).get("settled").asInt()).isBetween(45, 60);
        assertThat(Files.readAllLines(csv)).hasSize(61);
        assertThat(JSON.readTree(later.out()).get("claims").asInt()).isEqualTo(10);
        assertThat(Files.readAllLines(csv)).containsAll(Files.readAllLines(Path.of(csv + ".later")));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(scored.exitCode()).as(scored.err()).isZero();
        assertThat(Files.readAllLines(Path.of(csv + ".scores"))).hasSize(61);
    }

    @Test
    void shouldTellWhatItLearnedFromAndWhatItLeftOut() {
        assertThat(trained.get("rows").asInt()).isEqualTo(SETTLED + 2);
        assertThat(trained.get("usable").asInt()).isEqualTo(SETTLED);
        assertThat(trained.get("leftOut").get("NOT_SETTLED").asInt()).isEqualTo(1);
        assertThat(trained.get("leftOut").get("UNSCORABLE").asInt()).isEqualTo(1);
        assertThat(trained.get("trainingRows").asInt()).isEqualTo(SETTLED);
        assertThat(model)
                .isDirectoryContaining(file -> file.endsWith("manifest.json"))
                .isDirectoryContaining(file -> file.endsWith("manifest.sig"))
                .isDirectoryContaining(file -> file.endsWith("signing-key.txt"))
                .isDirectoryContaining(file -> file.endsWith("model.ubj"))
                .isDirectoryContaining(file -> file.endsWith("calibration.json"));
    }

    @Test
    void shouldCompareTheModelWithSimplerOnesOnTheSameFolds() {
        assertThat(trained.get("mape").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.get("mapeMeanOfFolds").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.get("mapeSpreadOfFolds").asDouble()).isBetween(0.0, 0.2);
        assertThat(trained.get("comparison"))
                .extracting(it -> it.get("name").asText())
                .containsExactly("model", "sum of heads", "decision tree", "random forest");
        assertThat(trained.get("comparison"))
                .allSatisfy(it -> assertThat(it.get("mapeByFold")).hasSize(5));
        assertThat(trained.get("tried")).isEmpty();
    }

    @Test
    void shouldReportWhatGoesWithAProtectedAttribute() throws IOException {
        Path csv = file("proxy.csv", IntStream.range(0, SETTLED).mapToObj(i -> row(i).with(
                        "Driver Age", Integer.toString(20 + i / 4))
                .settledFor(Integer.toString(1_000 + 5 * i))));

        CommandRun run = claimstream(
                "train",
                "--csv",
                csv.toString(),
                "--out",
                directory.resolve("p").toString(),
                "--rounds",
                "5");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("proxies")).anySatisfy(it -> {
            assertThat(it.get("feature").asText()).isEqualTo("general_fixed");
            assertThat(it.get("attribute").asText()).isEqualTo("driverAge");
            assertThat(it.get("correlation").asDouble()).isGreaterThan(0.99);
        });
        assertThat(run.err()).contains("feature general_fixed goes with driverAge");
    }

    @Test
    void shouldMakeTheSameModelOnOneThreadAndOnTwoAndSearchForParameters() throws IOException {
        JsonNode one = searched("one", "1");
        JsonNode two = searched("two", "2");

        assertThat(two.get("modelVersion")).isEqualTo(one.get("modelVersion"));
        assertThat(directory.resolve("two").resolve("model.ubj"))
                .hasSameBinaryContentAs(directory.resolve("one").resolve("model.ubj"));
        assertThat(one.get("tried")).hasSize(4 + 2);
        assertThat(one.get("searchCutShort").asBoolean()).isFalse();
    }

    private static JsonNode searched(String name, String threads) throws IOException {
        CommandRun run = claimstream(
                "train",
                "--csv",
                directory.resolve("train.csv").toString(),
                "--out",
                directory.resolve(name).toString(),
                "--rounds",
                "12",
                "--folds",
                "3",
                "--search",
                "4",
                "--budget",
                "10m",
                "--threads",
                threads);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    @Test
    void shouldTellWhichOptionIsOutOfRange() {
        for (List<String> wrong : List.of(
                List.of("--folds", "1"),
                List.of("--search", "-1"),
                List.of("--budget", "soon"),
                List.of("--threads", "0"),
                List.of("--rounds", "0"),
                List.of("--boosters", "0"),
                List.of("--seed", "-1"))) {
            CommandRun run = claimstream(Stream.concat(
                            Stream.of(
                                    "train",
                                    "--csv",
                                    "any.csv",
                                    "--out",
                                    directory.resolve("w").toString()),
                            wrong.stream())
                    .toArray(String[]::new));

            assertThat(run.exitCode()).as("%s", wrong).isEqualTo(2);
            assertThat(run.err()).as("%s", wrong).contains(wrong.get(0).substring(2));
        }
    }

    @Test
    void shouldScoreEveryRowThatCanBeScoredAndListTheOthers() throws IOException {
        // Given
        Path csv = file(
                "score.csv",
                Stream.of(
                        row(3).settledFor("1015"),
                        row(4).with("GeneralFixed", "-5"),
                        row(5).with("Whiplash", "perhaps"),
                        row(6).with("AccidentType", "Falling piano").with("GeneralFixed", "9000")));
        Path out = directory.resolve("scores.csv");

        // When
        CommandRun run =
                claimstream("score", "--model", model.toString(), "--csv", csv.toString(), "--out", out.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String[]> lines = Files.readAllLines(out).stream()
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(lines.get(0))
                .containsExactly("row", "estimate", "lower", "upper", "confidence", "modelVersion", "reviewReasons");
        assertThat(lines).extracting(cells -> cells[0]).containsExactly("row", "1", "4");
        assertThat(lines.subList(1, 3)).allSatisfy(cells -> {
            assertThat(new BigDecimal(cells[1])).isBetween(new BigDecimal(cells[2]), new BigDecimal(cells[3]));
            assertThat(Double.parseDouble(cells[4])).isBetween(0.0, 1.0);
            assertThat(cells[5]).isEqualTo(trained.get("modelVersion").asText());
        });
        assertThat(lines.get(1)[6]).isEmpty();
        assertThat(lines.get(2)[6]).isEqualTo("UNSEEN_CATEGORY OUTSIDE_TRAINING_RANGE");
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("rows").asInt()).isEqualTo(4);
        assertThat(result.get("scored").asInt()).isEqualTo(2);
        assertThat(result.get("settledRows").asInt()).isEqualTo(1);
        assertThat(result.get("unscorableRows").findValuesAsText("row")).containsExactly("2", "3");
        assertThat(run.err())
                .contains("row 2 is not scored: AMOUNT_NEGATIVE")
                .contains("row 3 is not scored: column 'Whiplash'");
    }

    @Test
    void shouldCallAFileBadInputOfWhichNothingCanBeScored() throws IOException {
        // Given
        Path csv = file("bad.csv", Stream.of(row(1).with("Whiplash", "perhaps")));

        // When
        CommandRun run = claimstream(
                "score",
                "--model",
                model.toString(),
                "--csv",
                csv.toString(),
                "--out",
                directory.resolve("none.csv").toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(JSON.readTree(run.out()).get("unscorable").asInt()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAModelThatNobodyVouchesFor() throws IOException {
        // Given
        Path csv = file("any.csv", Stream.of(row(1)));

        // When
        CommandRun run = CommandRun.of(
                "score",
                "--model",
                model.toString(),
                "--csv",
                csv.toString(),
                "--out",
                directory.resolve("none.csv").toString(),
                "--data-dir",
                directory.resolve("elsewhere").toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("UNKNOWN_KEY");
        assertThat(directory.resolve("none.csv.part")).doesNotExist();
    }

    @Test
    void shouldExplainAClaimToThePenny() throws IOException {
        // When
        CommandRun run = claimstream(
                "explain", "--claim", claim("840.00").toString(), "--model", model.toString(), "--amount", "1600");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode explained = JSON.readTree(run.out());
        BigDecimal sum = explained.get("baseValue").decimalValue();
        for (JsonNode reason : explained.get("reasons")) {
            sum = sum.add(reason.get("amount").decimalValue());
            assertThat(reason.get("sentence").asText())
                    .contains(reason.get("direction").asText());
        }
        assertThat(sum).isEqualByComparingTo(explained.get("estimate").decimalValue());
        assertThat(explained.get("lower").decimalValue())
                .isLessThan(explained.get("upper").decimalValue());
        JsonNode counterfactual = explained.get("counterfactual");
        assertThat(counterfactual.get("outcome").asText()).isEqualTo("one field");
        assertThat(counterfactual.get("changes")).singleElement().satisfies(change -> assertThat(change.asText())
                .startsWith("General damages, fixed: GBP ")
                .endsWith(" instead of GBP 840.00"));
        assertThat(counterfactual.get("estimateThen").decimalValue()).isGreaterThanOrEqualTo(new BigDecimal("1600"));
    }

    @Test
    void shouldExplainInColumnsForPeople() throws IOException {
        CommandRun run = CommandRun.of(
                "explain",
                "--claim",
                claim("840.00").toString(),
                "--model",
                model.toString(),
                "--data-dir",
                directory.resolve("data").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("baseValue")
                .contains("amount  ")
                .containsPattern("; this (raises|lowers) the estimate by GBP ");
    }

    @Test
    void shouldNotExplainWhatIsNoClaim() throws IOException {
        // Given
        Path text = Files.writeString(directory.resolve("text.json"), "{\"insurer\": 5}");

        // When
        CommandRun malformed = claimstream("explain", "--claim", text.toString(), "--model", model.toString());
        CommandRun refused = claimstream("explain", "--claim", claim("-1").toString(), "--model", model.toString());
        CommandRun absent = claimstream("explain", "--claim", "no-such.json", "--model", model.toString());
        CommandRun modelless = claimstream("explain", "--claim", claim("840.00").toString());
        CommandRun negative = claimstream("explain", "--claim", "any", "--amount=-1");

        // Then
        assertThat(List.of(malformed, refused, absent))
                .extracting(CommandRun::exitCode)
                .containsOnly(3);
        assertThat(malformed.err()).contains("'/insurer'");
        assertThat(refused.err()).contains("AMOUNT_NEGATIVE");
        assertThat(List.of(modelless, negative))
                .extracting(CommandRun::exitCode)
                .containsOnly(2);
        assertThat(modelless.err()).contains("Expected --model");
    }

    @Test
    void shouldNotWriteAModelOverAnother() {
        CommandRun run = claimstream("train", "--csv", "any.csv", "--out", model.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("new or empty directory");
    }

    @Test
    void shouldNotTrainOnTooLittle() throws IOException {
        // Given
        Path csv = file("few.csv", Stream.of(row(1).settledFor("10")));

        // When
        CommandRun run = claimstream(
                "train",
                "--csv",
                csv.toString(),
                "--out",
                directory.resolve("few").toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("Expected at least 150 settled rows");
    }

    @Test
    void shouldTellWhatAModelMayBe() {
        String csv = directory.resolve("train.csv").toString();
        CommandRun run = claimstream("score", "--model", "best", "--csv", csv, "--out", "any");
        CommandRun absent = claimstream("score", "--model", "m-0123456789ab", "--csv", csv, "--out", "any");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(absent.exitCode()).isEqualTo(3);
        assertThat(absent.err()).contains("it is on neither");
    }

    private static CommandRun claimstream(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--output",
                                "json",
                                "--data-dir",
                                directory.resolve("data").toString()))
                .toArray(String[]::new));
    }

    private static Path claim(String generalFixed) throws IOException {
        return Files.writeString(
                directory.resolve("claim.json"),
                """
                {"insurer": "acme", "claimId": "c-1", "revision": 1, "submittingSystem": "desk", "policy": "P-77",
                 "claimant": "M-12", "lineOfBusiness": "MOTOR_INJURY", "currency": "GBP", "accident": {"type": "Rear end"},
                 "injury": {"whiplash": true}, "headsOfLoss": {"generalRest": 500.00, "generalFixed": %s}}
                """
                        .formatted(generalFixed));
    }

    private static MotorRow row(int number) {
        return MotorRow.ofDriverAged(18 + number % 60)
                .with("GeneralFixed", Integer.toString(500 + 5 * number))
                .with("GeneralRest", "500")
                .with("Whiplash", number % 2 == 0 ? "Yes" : "No")
                .with("Claim Date", number % 20 == 0 ? "" : "2024-02-01 10:00:%02d".formatted(number % 60));
    }

    private static Path file(String name, Stream<MotorRow> rows) throws IOException {
        List<String> lines = Stream.concat(Stream.of(MotorRow.header()), rows.map(MotorRow::line))
                .toList();
        return Files.write(directory.resolve(name), lines);
    }
}
