package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.Samples;
import io.claimstream.model.Sha256;
import io.claimstream.model.artifact.BoosterArtifact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerMainTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldTrainFromFolderToFolderAndTellItsProgress() throws IOException {
        Dataset dataset = Samples.dataset(150);
        TrainingFiles.writeInput(folder.resolve("in"), dataset, Samples.TINY);

        int code = run(folder.resolve("in").toString(), folder.resolve("out").toString());

        assertThat(code).isZero();
        List<TrainingProgress> progress = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(TrainingProgress::parse)
                .flatMap(Optional::stream)
                .toList();
        assertThat(progress).extracting(TrainingProgress::round).containsExactly(10, 12, 22, 24, 34, 36, 46, 48);
        assertThat(progress).extracting(TrainingProgress::trainRmse).allMatch(rmse -> rmse > 0 && rmse < 2);
        TrainingResult result = TrainingFiles.readResult(folder.resolve("out"));
        TrainedModel trained = TrainingFiles.readTrained(folder.resolve("out"));
        byte[] artifact = trained.artifact();
        assertThat(result.rows()).isEqualTo(150);
        assertThat(result.rounds()).isEqualTo(12);
        assertThat(result.artifactSha256()).isEqualTo(Sha256.hex(artifact));
        TrainedModel again = new Trainer(Samples.TINY).trainWithDifficulty(dataset, (round, rounds, rmse) -> {});
        assertThat(artifact).isEqualTo(again.artifact());
        assertThat(trained.difficulty()).isEqualTo(again.difficulty());
    }

    @Test
    void shouldGrowBaselinesBesideTheModelAndTheSameOnesAgain() throws IOException {
        // Given
        Dataset dataset = Samples.dataset(150);
        TrainingFiles.writeInput(folder.resolve("in"), dataset, Samples.TINY);

        // When
        run(folder.resolve("in").toString(), folder.resolve("out").toString());

        // Then
        List<Baselines.Grown> grown =
                TrainingFiles.readTrained(folder.resolve("out")).baselines();
        assertThat(grown).extracting(Baselines.Grown::name).containsExactly("decision tree", "random forest");
        assertThat(grown)
                .extracting(it -> BoosterArtifact.read(
                                it.artifact(), dataset.schema().size())
                        .forest()
                        .trees()
                        .size())
                .containsExactly(1, 100);
        assertThat(grown.get(1).artifact())
                .isEqualTo(Baselines.grow(dataset, Samples.TINY).get(1).artifact());
    }

    @Test
    void shouldTrainTheSameFromCsv() throws IOException {
        Dataset dataset = Samples.dataset(150);
        TrainingFiles.writeCsv(folder.resolve("in"), dataset, Samples.TINY);

        run(folder.resolve("in").toString(), folder.resolve("out").toString());

        assertThat(TrainingFiles.readTrained(folder.resolve("out")).artifact())
                .isEqualTo(new Trainer(Samples.TINY).train(dataset, (round, rounds, rmse) -> {}));
    }

    @Test
    void shouldAnswerWrongUseAndBadInputByExitCode() throws IOException {
        assertThat(run("one")).isEqualTo(2);
        TrainingFiles.writeInput(folder, Samples.dataset(150), Samples.TINY);
        Files.writeString(folder.resolve("parameters.json"), "{}");
        assertThat(run(folder.toString(), folder.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("parameters.json");
    }

    @Test
    void shouldPassOverLinesThatAreNoProgress() {
        assertThat(TrainingProgress.parse("[04:00:00] WARNING: something native"))
                .isEmpty();
        assertThat(TrainingProgress.parse("{\"else\":1}")).isEmpty();
    }

    private int run(String... args) throws IOException {
        try (PrintStream output = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return TrainerMain.run(args, output, errors);
        }
    }
}
