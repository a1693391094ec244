package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model made elsewhere, given by command line and HTTP, tried, measured, and put in service. */
class UploadIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SETTLED = 300;

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
    void shouldTakeAModelMadeElsewhereThroughEveryGateAndRefuseAWrongOne() throws Exception {
        // Given: 'elsewhere' is a directory of a model trained from a file.
        String rows = rows();
        Path made = directory.resolve("elsewhere");
        try (Launched up = Launched.start(
                        directory,
                        FreePorts.ofAllInOne(),
                        "up",
                        "--set",
                        "retrain.min-new-labels=100000",
                        // Its world follows a formula, beside which any interval is too narrow.
                        "--set",
                        "retrain.gate.coverage.allowance=0.8",
                        "--set",
                        "retrain.gate.coverage.group.allowance=0.8",
                        "--set",
                        "retrain.promotion.delay=2s")
                .awaitLine("ready")) {
            Run imported = run("import", rows, "--with-outcomes");
            Run trained = run("train", "--csv", rows, "--out", made.toString(), "--boosters", "1", "--rounds", "60");
            JsonNode manifest = JSON.readTree(made.resolve("manifest.json").toFile());
            Path pickle = Files.write(directory.resolve("model.pkl"), new byte[] {(byte) 0x80, 4, 0, 0});

            // When
            Run refused = upload(made, golden(manifest, 0.01), manifest);
            Run pickled = upload(pickle, golden(manifest, 0), manifest);
            Run taken = upload(made, golden(manifest, 0), manifest);
            String version = taken.json().path("version").asText();
            Run verified = run("models", "verify", version);
            Run runs = run("runs", "list");

            // Then
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            assertThat(trained.exitCode()).as(trained.err()).isZero();
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("NOT_VERIFIED", "WRONG_GOLDEN_ROWS", "golden row 1");
            assertThat(pickled.exitCode()).isEqualTo(3);
            assertThat(pickled.err()).contains("/model", "pickle, which is never opened");
            assertThat(taken.exitCode()).as(taken.err() + taken.out()).isZero();
            assertThat(taken.json().path("action").asText()).isEqualTo("promoted");
            assertThat(taken.json().path("reason").asText())
                    .contains("it was made elsewhere", "Better: MAPE", "Fast enough");
            assertThat(run("models", "list").json().at("/slots/0/champion").asText())
                    .isEqualTo(version);
            assertThat(verified.exitCode()).isEqualTo(3);
            assertThat(verified.err()).contains("was made elsewhere", "no training to repeat");
            assertThat(runs.json().findValuesAsText("cause")).contains("upload");
            assertThat(up.isAlive()).isTrue();
        }
    }

    private Run upload(Path model, Path golden, JsonNode manifest) throws IOException {
        Path file = Files.isDirectory(model) ? model.resolve("model.ubj") : model;
        Path features = Files.writeString(
                directory.resolve("features.json"), manifest.path("features").toString());
        return run(
                "models",
                "upload",
                "--file",
                file.toString(),
                "--features",
                features.toString(),
                "--golden",
                golden.toString(),
                "--reason",
                "made elsewhere",
                "--patience",
                "240");
    }

    /** The rows that the model's own manifest has, as a person would write them. */
    private Path golden(JsonNode manifest, double off) throws IOException {
        List<String> names = new ArrayList<>();
        manifest.path("features").forEach(name -> names.add(name.asText()));
        StringBuilder text = new StringBuilder(String.join(",", names) + ",margin\n");
        for (JsonNode row : (ArrayNode) manifest.path("goldenRows")) {
            row.path("values").forEach(value -> text.append(value.isNull() ? "" : value.asText())
                    .append(','));
            text.append(row.path("margin").floatValue() + (float) off).append('\n');
        }
        return Files.writeString(directory.resolve("golden-" + off + ".csv"), text);
    }

    private String rows() {
        return MotorRow.file(
                        directory,
                        IntStream.range(0, SETTLED)
                                .mapToObj(i -> MotorRow.ofDriverAged(18 + i % 60)
                                        .with("SpecialEarningsLoss", Integer.toString(100 + 7 * i))
                                        .with("GeneralFixed", "840")
                                        .settledFor(Integer.toString((940 + 7 * i) / 2)))
                                .toArray(MotorRow[]::new))
                .toString();
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
