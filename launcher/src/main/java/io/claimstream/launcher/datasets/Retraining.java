package io.claimstream.launcher.datasets;

import io.claimstream.event.ModelSlot;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.UploadOrigin;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.TrainedModel;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.retrain.learn.TrainerProcess;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model once more from the labels that its manifest names, with its parameters, and compares. The version of a model is the
 * SHA-256 of its manifest, which names the SHA-256 of its artifact: the same version is the same bytes. Writes to no topic. For one model.
 */
public final class Retraining {

    private static final String ROWS_DIFFER = "The rows differ; 'datasets verify' tells how.";

    private final Settings settings;
    private final EventSerdes serdes;
    private final Progress progress;

    public Retraining(Settings settings, EventSerdes serdes, Progress progress) {
        this.settings = settings;
        this.serdes = serdes;
        this.progress = progress;
    }

    /**
     * How the training is done.
     *
     * @param work directory for its files; removed afterwards
     * @param heapMegabytes heap of the training process
     * @param timeout longest time that it may take
     */
    public record Means(Path work, int heapMegabytes, Duration timeout) {}

    /**
     * What came of it.
     *
     * @param rows rows trained, calibrated and measured on
     * @param version version of the model that came out
     * @param differences what differs from the manifest, in plain words; empty when nothing does
     * @param isComparable whether the version could be compared; false when labels that erasures removed are gone, and then nothing was trained
     *     and the version is blank
     * @param erased who was erased since
     */
    public record Result(int rows, String version, List<String> differences, boolean isComparable, ErasedSince erased) {

        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether the same version came out. */
        public boolean isVerified() {
            return differences.isEmpty() && isComparable;
        }

        /** What a command ends with that was asked for this. */
        public ExitCode exit() {
            if (!differences.isEmpty()) {
                return ExitCode.BAD_INPUT;
            }
            return isComparable ? ExitCode.DONE : ExitCode.ERASED;
        }
    }

    /**
     * Trains.
     *
     * @param version of the model
     * @param manifest its manifest, verified
     * @throws BadInputException when its labels are not on the log, or it was not made from the log
     * @throws io.claimstream.retrain.learn.TrainingFailedException when no model comes of it
     */
    public Result retrain(String version, ModelManifest manifest, Means means) throws InterruptedException {
        requireTrainedHere(version, manifest.upload());
        DatasetManifest said = DatasetManifest.of(manifest);
        RebuiltDataset rebuilt = read(version, said, manifest.features());
        DatasetManifest found = rebuilt.manifest();
        ErasedSince erased = ErasedSince.of(rebuilt.erased());
        Reread reread = new Reread(said, found, rebuilt.gone());
        if (!reread.isComparable()) {
            List<String> differences = reread.differences().isEmpty() ? List.of() : List.of(ROWS_DIFFER);
            return new Result(found.rows(), "", differences, false, erased);
        }
        Split split = Split.byLabelTime(rebuilt.dataset());
        Candidate again = Candidate.of(
                split,
                train(version, split.train(), manifest, means),
                new Candidate.Origin(
                        new ModelSlot(manifest.lineOfBusiness(), manifest.currency(), manifest.insurer()),
                        manifest.parameters(),
                        // Of whom it was known to be erased, labels may be gone since: not one of them was a row.
                        reread.differences().isEmpty() ? said.exclusions() : found.exclusions(),
                        found.labelled(),
                        found.erasures(),
                        null));
        String made = ModelBundle.versionOf(again.manifest().toBytes());
        List<String> differences = made.equals(version) ? List.of() : differences(manifest, again.manifest());
        return new Result(found.rows(), made, differences, true, erased);
    }

    private static void requireTrainedHere(String version, @Nullable UploadOrigin upload) {
        if (upload != null) {
            throw new BadInputException("Expected a model that was trained here, but " + version
                    + " was made elsewhere: "
                    + upload.uploadedBy() + " uploaded it at " + upload.uploadedAt() + " ("
                    + upload.reason() + "), a file of " + upload.bytes() + " bytes with the SHA-256 " + upload.sha256()
                    + ". So there is no training to repeat. Its signature, hash and golden rows were checked just now and are right;"
                    + " 'datasets verify " + version + "' checks what it was calibrated and measured on.");
        }
    }

    private RebuiltDataset read(String version, DatasetManifest said, List<String> features) {
        if (said.labelled().isEmpty()) {
            throw new BadInputException("Expected a model made from the log, but " + version
                    + " was made from a file. Train on that file with the same options and compare the versions.");
        }
        try (DatasetLog log = new DatasetLog(settings, serdes, progress)) {
            if (!log.missing(Topics.CLAIMS_LABELLED, said.labelled()).isEmpty()
                    || !log.missing(Topics.PRIVACY_ERASURES, said.erasures()).isEmpty()) {
                throw new BadInputException("Expected the labels of " + version
                        + " and the erasures that it knew of, but they are not on the log;"
                        + " './claimstream datasets verify " + version + "' tells more.");
            }
            return RebuiltDataset.read(log, said, features);
        }
    }

    private TrainedModel train(String version, Dataset rows, ModelManifest manifest, Means means)
            throws InterruptedException {
        try (Progress.Task task =
                progress.task("trees trained", manifest.parameters().rounds())) {
            return new TrainerProcess(
                            means.work(),
                            means.heapMegabytes(),
                            means.timeout(),
                            it -> task.at((long) manifest.parameters().rounds() * it.round() / it.rounds()))
                    .train("verify-" + version, rows, manifest.parameters());
        }
    }

    private static List<String> differences(ModelManifest said, ModelManifest made) {
        List<String> differences = new ArrayList<>();
        if (!said.dataset().equals(made.dataset())) {
            differences.add(ROWS_DIFFER);
        }
        if (!said.artifactSha256().equals(made.artifactSha256())) {
            differences.add("The artifact differs: SHA-256 " + made.artifactSha256() + " instead of "
                    + said.artifactSha256() + ".");
        }
        if (!said.engine().equals(made.engine())) {
            differences.add("It was trained by " + said.engine() + ", and this build trains by " + made.engine() + ".");
        }
        if (differences.isEmpty()) {
            differences.add("The manifest differs in what was measured or calibrated: another build made it.");
        }
        return differences;
    }
}
