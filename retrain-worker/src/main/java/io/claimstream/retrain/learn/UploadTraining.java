package io.claimstream.retrain.learn;

import io.claimstream.event.ModelCommand;
import io.claimstream.model.ProbeMain;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.UploadOrigin;
import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.Forest;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.TrainedModel;
import io.claimstream.model.training.TrainingFiles;
import io.claimstream.model.training.UploadMain;
import io.claimstream.model.upload.UploadPackage;
import io.claimstream.model.upload.UploadRefusedException;
import io.claimstream.retrain.publish.Uploads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Takes a model that was made elsewhere where others train one: a throw-away JVM reads it, tries it on its golden rows in both engines, and learns
 * from the rows to train how hard claims are. No native code of this process sees it before that one let it pass. For one upload.
 */
final class UploadTraining implements Training {

    private static final int MOST_ROUNDS = 5_000;
    private static final int MOST_DEPTH = 32;

    private final Uploads uploads;
    private final ModelCommand command;
    private final Means means;

    /**
     * How it is done.
     *
     * @param work directory below which the process has its own; removed afterwards
     * @param heapMegabytes heap of the process
     * @param timeout longest time that it may take
     */
    record Means(Path work, int heapMegabytes, Duration timeout) {}

    UploadTraining(Uploads uploads, ModelCommand command, Means means) {
        this.uploads = uploads;
        this.command = command;
        this.means = means;
    }

    @Override
    public TrainedModel train(String runId, Dataset rows, TrainingParameters parameters) throws InterruptedException {
        Path folder = means.work().resolve(runId).toAbsolutePath();
        try {
            TrainingFiles.writeInput(folder.resolve("in"), rows, parameters);
            Files.write(folder.resolve("in").resolve(UploadMain.UPLOAD), bytes());
            run(runId, folder);
            return TrainingFiles.readTrained(folder.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to exchange files with the process in " + folder, e);
        } finally {
            TrainingJvm.delete(folder);
        }
    }

    /** What can be read off the trees; nobody here knows the rest. */
    @Override
    public Made made(TrainedModel trained, Dataset rows, TrainingParameters asked) {
        Forest forest =
                BoosterArtifact.read(trained.artifact(), rows.schema().size()).forest();
        int depth =
                forest.trees().stream().mapToInt(tree -> tree.height(0)).max().orElse(1);
        TrainingParameters standard = TrainingParameters.defaults();
        return new Made(
                new TrainingParameters(
                        Math.min(forest.trees().size(), MOST_ROUNDS),
                        Math.max(1, Math.min(depth, MOST_DEPTH)),
                        standard.learningRate(),
                        standard.lambda(),
                        standard.minChildWeight(),
                        standard.subsample(),
                        standard.columnSample(),
                        standard.maxBins(),
                        standard.seed()),
                Optional.of(origin(rows)));
    }

    @Override
    public void clean() {
        TrainingJvm.delete(means.work());
    }

    private UploadOrigin origin(Dataset rows) {
        UploadPackage upload = UploadPackage.parse(bytes());
        return new UploadOrigin(
                command.getActor(),
                command.getAt(),
                command.getReason(),
                upload.modelSha256(),
                upload.modelBytes(),
                upload.booster(rows.schema()).writtenBy(),
                upload.goldenRows());
    }

    private byte[] bytes() {
        String id = command.getVersion().orElse("");
        try {
            return uploads.bytes(id)
                    .orElseThrow(() -> new TrainingFailedException(Refusal.Code.INCOMPLETE + ", parts of the upload "
                            + id + " are missing on models.uploads.v1"));
        } catch (ModelRefusedException e) {
            throw new TrainingFailedException(
                    e.refusal().code() + ", " + e.refusal().detail());
        } catch (UploadRefusedException e) {
            throw new TrainingFailedException(e.code() + ", expected " + e.expected());
        }
    }

    private void run(String runId, Path folder) throws InterruptedException {
        ConcurrentLinkedDeque<String> said = new ConcurrentLinkedDeque<>();
        try {
            new TrainingJvm(runId, means.heapMegabytes(), means.timeout()).run(UploadMain.class, folder, said::add);
        } catch (TrainingFailedException e) {
            String last = said.isEmpty() ? "" : said.getLast();
            Refusal refusal = ProbeMain.parse(last);
            throw refusal.code() == Refusal.Code.PROBE_FAILED
                    ? new TrainingFailedException("the throw-away process that tried the upload failed: " + e.why())
                    : new TrainingFailedException(refusal.code() + ", " + refusal.detail());
        }
    }
}
