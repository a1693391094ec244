package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
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
            "Learns from the first 60 % of the settled claims by time, calibrates on the next 20 % and measures on the rest."
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

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = common.settings(Services.settings());
        ModelDirectory directory = new ModelDirectory(out);
        directory.requireEmpty();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        FileTraining training = new FileTraining(RetrainConfig.of(settings), now, common.progress());
        try (FileClaims claims = FileClaims.open(csv, now)) {
            training.read(claims);
        }
        common.printer().object(train(training, directory));
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
