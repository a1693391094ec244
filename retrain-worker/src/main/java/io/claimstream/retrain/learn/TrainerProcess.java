package io.claimstream.retrain.learn;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.TrainedModel;
import io.claimstream.model.training.TrainerMain;
import io.claimstream.model.training.TrainingFiles;
import io.claimstream.model.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in a JVM of its own, at the lowest priority and with one thread, so that training neither slows the scoring beside it nor
 * takes it along when it dies. Thread-safe.
 */
public final class TrainerProcess implements Training {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrainerProcess.class);

    private final Path work;
    private final int heapMegabytes;
    private final Duration timeout;
    private final Consumer<TrainingProgress> progress;

    /**
     * @param work directory below which each training has its own; removed afterwards
     * @param progress told how far it is, from a thread of its own
     */
    public TrainerProcess(Path work, int heapMegabytes, Duration timeout, Consumer<TrainingProgress> progress) {
        this.work = work;
        this.heapMegabytes = heapMegabytes;
        this.timeout = timeout;
        this.progress = progress;
    }

    @Override
    public TrainedModel train(String runId, Dataset rows, TrainingParameters parameters) throws InterruptedException {
        Path folder = work.resolve(runId).toAbsolutePath();
        try {
            TrainingFiles.writeInput(folder.resolve("in"), rows, parameters);
            run(runId, folder);
            return TrainingFiles.readTrained(folder.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to exchange files with the trainer in " + folder, e);
        } finally {
            TrainingJvm.delete(folder);
        }
    }

    /** Removes what trainings of an earlier process left behind. */
    @Override
    public void clean() {
        TrainingJvm.delete(work);
    }

    private void run(String runId, Path folder) throws InterruptedException {
        ProgressLog log = new ProgressLog(runId);
        new TrainingJvm(runId, heapMegabytes, timeout)
                .run(TrainerMain.class, folder, line -> TrainingProgress.parse(line)
                        .ifPresent(log::tell));
    }

    /** Tells the metrics of every report, and the log of every tenth of the way. */
    private final class ProgressLog {

        private static final int TENTHS = 10;

        private final String runId;
        private int logged;

        ProgressLog(String runId) {
            this.runId = runId;
        }

        void tell(TrainingProgress now) {
            progress.accept(now);
            int tenth = TENTHS * now.round() / now.rounds();
            if (tenth > logged) {
                logged = tenth;
                LOGGER.atInfo()
                        .addKeyValue("runId", runId)
                        .addKeyValue("round", now.round())
                        .addKeyValue("rounds", now.rounds())
                        .addKeyValue("trainRmse", now.trainRmse())
                        .addKeyValue("millisLeft", now.millisLeft())
                        .log("training");
            }
        }
    }
}
