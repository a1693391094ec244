package io.claimstream.retrain.learn;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.TrainedModel;
import io.claimstream.model.training.TrainerMain;
import io.claimstream.model.training.TrainingFiles;
import io.claimstream.model.training.TrainingProgress;
import io.claimstream.platform.process.ChildJvm;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in a JVM of its own, at the lowest priority and with one thread, so that training neither slows the scoring beside it nor
 * takes it along when it dies. Thread-safe.
 */
public final class TrainerProcess implements Training {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrainerProcess.class);

    /** OpenMP threads spin while they wait unless told not to, and one is all that is wanted. */
    private static final Map<String, String> OPENMP = Map.of("OMP_WAIT_POLICY", "PASSIVE", "OMP_NUM_THREADS", "1");

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
            delete(folder);
        }
    }

    /** Removes what trainings of an earlier process left behind. */
    @Override
    public void clean() {
        delete(work);
    }

    private void run(String runId, Path folder) throws InterruptedException {
        ChildJvmSpec spec = ChildJvmSpec.of(
                        TrainerMain.class,
                        folder.resolve("in").toString(),
                        folder.resolve("out").toString())
                .withJvmArguments("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC")
                .withEnvironment(OPENMP)
                .withLowPriority();
        ProgressLog log = new ProgressLog(runId);
        try (ChildJvm child =
                ChildJvm.start(spec, line -> TrainingProgress.parse(line).ifPresent(log::tell), line -> LOGGER.atWarn()
                        .addKeyValue("runId", runId)
                        .addKeyValue("line", line)
                        .log("trainer says"))) {
            OptionalInt exit = child.await(timeout);
            if (exit.isEmpty()) {
                throw new TrainingFailedException("the training took longer than " + timeout.toSeconds() + " s");
            }
            if (exit.getAsInt() != 0) {
                throw new TrainingFailedException("the training process ended with exit code " + exit.getAsInt());
            }
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to remove " + folder, e);
        }
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
