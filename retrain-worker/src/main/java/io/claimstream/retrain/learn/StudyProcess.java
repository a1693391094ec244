package io.claimstream.retrain.learn;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.study.StudyFiles;
import io.claimstream.model.study.StudyMain;
import io.claimstream.model.study.StudyProgress;
import io.claimstream.model.study.StudyRequest;
import io.claimstream.model.study.StudyResult;
import io.claimstream.model.training.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Studies a dataset in a JVM of its own, as {@link TrainerProcess} trains. Thread-safe. */
public final class StudyProcess {

    private final int heapMegabytes;
    private final Duration timeout;
    private final Consumer<StudyProgress> progress;

    /**
     * @param timeout longest time that a study may take
     * @param progress told how far it is, from a thread of its own
     */
    public StudyProcess(int heapMegabytes, Duration timeout, Consumer<StudyProgress> progress) {
        this.heapMegabytes = heapMegabytes;
        this.timeout = timeout;
        this.progress = progress;
    }

    /**
     * A model of all rows, with what the study found. Immutable, except that the artifact's array is shared.
     *
     * @param artifact the booster in UBJ
     * @param result what was found
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Studied(byte[] artifact, StudyResult result) {}

    /**
     * Studies.
     *
     * @param work directory for its files; what it wrote there is removed afterwards
     * @throws TrainingFailedException when nothing comes of it
     * @throws InterruptedException when the thread is interrupted; nothing is left behind
     */
    public Studied study(Path work, Dataset rows, TrainingParameters parameters, StudyRequest request)
            throws InterruptedException {
        Path folder = work.resolve("study").toAbsolutePath();
        try {
            StudyFiles.writeInput(folder.resolve("in"), rows, parameters, request);
            new TrainingJvm("study", heapMegabytes, timeout)
                    .run(StudyMain.class, folder, line -> StudyProgress.parse(line)
                            .ifPresent(progress));
            return new Studied(
                    StudyFiles.readArtifact(folder.resolve("out")), StudyFiles.readResult(folder.resolve("out")));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to exchange files with the trainer in " + folder, e);
        } finally {
            TrainingJvm.delete(folder);
        }
    }
}
