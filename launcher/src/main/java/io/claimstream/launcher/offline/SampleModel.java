package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.TrainingParameters;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.RetrainConfig;
import io.claimstream.retrain.learn.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A small model of simulated claims, to begin with or to try things with: trained, calibrated, measured and signed as any other. */
public final class SampleModel {

    private static final int ROUNDS = 60;
    private static final int FOLDS = 5;

    private SampleModel() {}

    /**
     * Makes one. The same seed gives the same manifest, artifact, calibration and version; the signature is that of the data directory's key.
     *
     * @param out new or empty directory
     * @return what it is and how it did, as {@code train} says it
     */
    public static ObjectNode write(Settings settings, long seed, Path out, Progress progress)
            throws IOException, InterruptedException {
        ModelDirectory directory = new ModelDirectory(out);
        directory.requireEmpty();
        RetrainConfig config = RetrainConfig.of(settings);
        TrainingPlan plan = new TrainingPlan(
                TrainingParameters.defaults().withRounds(ROUNDS), FOLDS, 0, 1, Duration.ZERO, config.heapMegabytes());
        FileTraining training = new FileTraining(plan, config.keys(), SampleClaims.NOW, progress);
        training.read(SampleClaims.of(seed));
        Path work = Files.createTempDirectory("claimstream-sample-");
        try {
            return training.train(work, directory);
        } catch (TrainingFailedException e) {
            throw new OutsideWorldException("Expected a trained model, but " + e.getMessage() + ".");
        } finally {
            Files.deleteIfExists(work);
        }
    }
}
