package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.importing.MotorRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model from a made-up file, measured on others. */
@Timeout(180)
class EvaluateCommandTest {

    private static final int ROWS = 240;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static Path model;
    private static Path other;

    @BeforeAll
    static void train() throws IOException {
        Path csv = file("train.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, "02", 1)));
        model = train(csv, "model", 40);
        other = train(csv, "other", 3);
    }

    @Test
    void shouldWriteTheReportAndThePage() throws IOException {
        // Given: a month later, rows that cannot be used among them.
        Path csv = file(
                "later.csv",
                Stream.concat(
                        IntStream.range(0, ROWS).mapToObj(i -> row(i, "03", 1)),
                        Stream.of(
                                row(7, "03", 1).with("Whiplash", "perhaps"),
                                row(8, "03", 1).settledFor(""),
                                row(9, "03", 1).settledFor("0"))));
        Path out = directory.resolve("report");

        // When
        CommandRun run = evaluate(csv, out, "--against", other.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = JSON.readTree(run.out());
        assertThat(summary.get("rows").asInt()).isEqualTo(ROWS + 3);
        assertThat(summary.get("evaluated").asInt()).isEqualTo(ROWS);
        assertThat(summary.get("leftOut").asInt()).isEqualTo(3);
        assertThat(summary.get("maybeLearnedFrom").asInt()).isZero();
        assertThat(summary.get("fairness").asText()).isEqualTo("passed");
        assertThat(run.err())
                .contains("row 241 is not scored: column 'Whiplash'")
                .doesNotContain("warning");
        JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
        assertThat(report.at("/comparisons/0/with").asText()).startsWith("m-");
        assertThat(report.at("/comparisons/0/finding").asText()).isEqualTo("BETTER");
        assertThat(report.at("/error/metrics/mape").asDouble())
                .isEqualTo(summary.get("mape").asDouble());
        assertThat(report.at("/data/leftOut/NOT_SETTLED").asInt()).isEqualTo(1);
        assertThat(report.at("/data/leftOut/SETTLED_FOR_NOTHING").asInt()).isEqualTo(1);
        assertThat(report.at("/fairness/cells").size()).isGreaterThan(1);
        assertThat(Files.readString(out.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void shouldWriteTheSameBytesAgain() throws IOException {
        // Given
        Path csv = file("again.csv", IntStream.range(0, 80).mapToObj(i -> row(i, "03", 1)));
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");

        // When
        evaluate(csv, one);
        evaluate(csv, two);

        // Then
        for (String name : List.of("report.json", "report.html")) {
            assertThat(one.resolve(name)).hasSameBinaryContentAs(two.resolve(name));
        }
    }

    @Test
    void shouldEndWithThreeWhenFairnessBlocks() throws IOException {
        // Given: women are paid half as much again as the model learned.
        Path csv = file("unfair.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, "03", i % 2 == 0 ? 1.5 : 1)));
        Path out = directory.resolve("unfair");

        // When
        CommandRun run = evaluate(csv, out);

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("fairness blocks a promotion of this model: Female");
        assertThat(JSON.readTree(run.out()).get("fairness").asText()).startsWith("blocked by Female");
        assertThat(out.resolve("report.html")).exists();
    }

    @Test
    void shouldWarnOfRowsThatTheModelMayHaveLearnedFrom() throws IOException {
        CommandRun run = evaluate(directory.resolve("train.csv"), directory.resolve("known"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("maybeLearnedFrom").asInt()).isEqualTo(ROWS);
        assertThat(run.err()).contains("warning: 240 of 240 rows").contains("may have learned");
    }

    @Test
    void shouldKnowWhatTheModelLearnedFrom() throws IOException {
        // Given
        Path out = directory.resolve("learned");
        String trained = directory.resolve("train.csv").toString();

        // When
        CommandRun same = evaluate(Path.of(trained), out, "--trained-on", trained, "--against", other.toString());
        JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
        Path earlier = file("earlier.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, "01", 1)));
        CommandRun another = evaluate(earlier, out, "--trained-on", earlier.toString());

        // Then: a model from a file learns from each of its rows.
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(report.at("/exposure/basis").asText()).isEqualTo("ROWS");
        assertThat(report.at("/exposure/maybeSeen").asInt()).isEqualTo(ROWS);
        assertThat(report.at("/drift/basis").asText()).isEqualTo("TRAINING_ROWS");
        assertThat(another.exitCode()).isEqualTo(3);
        assertThat(another.err()).contains("was trained from, but its settled rows are others");
    }

    @Test
    void shouldEndWithThreeWhenNoRowCanBeEvaluated() throws IOException {
        // Given
        Path csv = file("unsettled.csv", Stream.of(row(1, "03", 1).settledFor("")));
        Path out = directory.resolve("none");

        // When
        CommandRun run = evaluate(csv, out);

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("of 1 there is none: NOT_SETTLED");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldNotWriteADirectoryOverAFile() throws IOException {
        Path csv = file("any.csv", Stream.of(row(1, "03", 1)));

        CommandRun run = evaluate(csv, csv);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Expected --out of a directory");
    }

    private static Path train(Path csv, String name, int rounds) {
        Path out = directory.resolve(name);
        CommandRun run = claimstream(
                "train",
                "--csv",
                csv.toString(),
                "--out",
                out.toString(),
                "--boosters",
                "1",
                "--rounds",
                Integer.toString(rounds));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return out;
    }

    private static CommandRun evaluate(Path csv, Path out, String... more) {
        return claimstream(Stream.concat(
                        Stream.of(
                                "evaluate",
                                "--model",
                                model.toString(),
                                "--csv",
                                csv.toString(),
                                "--out",
                                out.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
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

    /** Every other row is a woman's; the settlement follows the fixed general damages. */
    private static MotorRow row(int number, String month, double factor) {
        int fixed = 500 + 5 * number;
        return MotorRow.ofDriverAged(20 + number / 2 % 50)
                .with("Gender", number % 2 == 0 ? "Female" : "Male")
                .with("GeneralFixed", Integer.toString(fixed))
                .with("GeneralRest", "500")
                .with("Whiplash", "No")
                .with("Claim Date", "2024-%s-01 10:%02d:%02d".formatted(month, number / 60, number % 60))
                .settledFor(Integer.toString((int) ((1_000 + 5 * number) * factor)));
    }

    private static Path file(String name, Stream<MotorRow> rows) throws IOException {
        List<String> lines = Stream.concat(Stream.of(MotorRow.header()), rows.map(MotorRow::line))
                .toList();
        return Files.write(directory.resolve(name), lines);
    }
}
