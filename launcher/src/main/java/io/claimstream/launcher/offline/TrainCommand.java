package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.retrain.RetrainConfig;
import io.claimstream.retrain.learn.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model from a motor injury file, calibrates and measures it, and writes it signed to a directory.",
            "Learns from every settled claim. Measures and calibrates by folds that keep like rows together, each fold estimated by a"
                    + " model of the others, beside simpler models on the same folds."
        })
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description = "The file, UTF-8, comma separated, with a header.")
    private Path csv = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "New or empty directory of the model.")
    private Path out = Path.of("");

    @Mixin
    private final TrainingOptions options = new TrainingOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = common.settings(Services.settings());
        ModelDirectory directory = new ModelDirectory(out);
        directory.requireEmpty();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        RetrainConfig config = RetrainConfig.of(settings);
        FileTraining training =
                new FileTraining(options.plan(config.heapMegabytes()), config.keys(), now, common.progress());
        try (FileClaims claims = FileClaims.open(csv, now)) {
            training.read(claims);
        }
        ObjectNode result = train(training, directory);
        if (common.output() == OutputFormat.JSON) {
            common.printer().object(result);
        } else {
            new TrainingTables(common.printer()).print(result);
        }
        return ExitCode.DONE.number();
    }

    private static ObjectNode train(FileTraining training, ModelDirectory directory)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("claimstream-train-");
        try {
            return training.train(work, directory);
        } catch (TrainingFailedException e) {
            throw new OutsideWorldException("Expected a trained model, but " + e.getMessage() + ".");
        } finally {
            Files.deleteIfExists(work);
        }
    }
}
