package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.study.Proxies;
import io.claimstream.model.study.Proxy;
import io.claimstream.model.study.StudyProgress;
import io.claimstream.model.study.StudyRequest;
import io.claimstream.model.study.StudyResult;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Dataset;
import io.claimstream.retrain.learn.StudyProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Trains a model from a file. The file does not say when a claim was settled, so nothing can be held back that is sure to be later: the model
 * learns from every row, and is measured and calibrated by folds that keep like rows together. For one file.
 */
final class FileTraining {

    private static final long PERCENT = 100;

    private final TrainingPlan plan;
    private final Path keys;
    private final Instant now;
    private final Progress progress;
    private final SettledRows rows;

    /**
     * @param keys directory of the key that the model is signed with
     * @param now when it is trained
     */
    FileTraining(TrainingPlan plan, Path keys, Instant now, Progress progress) {
        this.plan = plan;
        this.keys = keys;
        this.now = now;
        this.progress = progress;
        this.rows = new SettledRows(now, progress);
    }

    /**
     * Reads the rows that say what was paid; the others are counted.
     *
     * @throws io.claimstream.launcher.command.BadInputException when too few are left
     */
    void read(Iterator<FileClaims.Row> claims) {
        rows.read(claims);
    }

    /**
     * Trains, calibrates, measures, signs and writes.
     *
     * @param work directory for files of the training process
     * @param out where the model goes
     */
    ObjectNode train(Path work, ModelDirectory out) throws InterruptedException {
        Dataset whole = rows.dataset();
        List<String> claimants = rows.claimants();
        StudyProcess.Studied studied = study(work, whole, claimants);
        Candidate candidate = Candidate.ofFolds(
                whole,
                plan.folds(whole, claimants),
                studied.artifact(),
                studied.result().margins(),
                new Candidate.Origin(SettledRows.SLOT, studied.result().parameters(), rows.leftOut(), List.of()));
        ModelBundle bundle = KeyFiles.signer(keys).sign(candidate.manifest(), studied.artifact());
        out.write(bundle, calibration(bundle, candidate));
        ObjectNode result = result(bundle, whole, studied.result());
        rows.leftOut().forEach(result.putObject("leftOut")::put);
        TrainingReport.addProxies(result, proxies(whole, studied.result().parameters()));
        return result;
    }

    private StudyProcess.Studied study(Path work, Dataset whole, List<String> claimants) throws InterruptedException {
        StudyRequest request = request(whole, claimants);
        try (Progress.Task task = progress.task("percent trained", PERCENT)) {
            return new StudyProcess(
                            plan.heapMegabytes(),
                            plan.timeout(),
                            it -> task.at(PERCENT * it.trees() / it.ofTrees(), note(it)))
                    .study(work, whole, plan.parameters(), request);
        }
    }

    private StudyRequest request(Dataset whole, List<String> claimants) {
        try {
            return plan.request(whole, claimants);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage() + " Fewer --folds may do.");
        }
    }

    private static String note(StudyProgress at) {
        String error = Double.isNaN(at.mape()) ? "" : String.format(Locale.ROOT, ", MAPE %.4f so far", at.mape());
        return at.doing() + error + ", " + Duration.ofMillis(at.millisLeft()).toSeconds() + " s left";
    }

    private ObjectNode result(ModelBundle bundle, Dataset whole, StudyResult study) {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("modelVersion", bundle.version())
                .put("signingKey", bundle.signingKeyId())
                .put("rows", rows.rows())
                .put("usable", whole.size())
                .put("trainingRows", whole.size())
                .put("folds", plan.folds());
        TrainingReport.add(result, study);
        return result;
    }

    /** Told beside the model, and no part of what it learned from: the process that trains gets no protected attribute. */
    private List<Proxy> proxies(Dataset whole, TrainingParameters parameters) {
        List<Proxy> found = new Proxies(whole, parameters).find(rows.people());
        found.forEach(it -> progress.say("feature " + it.feature() + " goes with " + it.attribute()
                + (it.value().isEmpty() ? "" : " " + it.value())
                + String.format(Locale.ROOT, ": rank correlation %.2f", it.correlation())));
        return found;
    }

    /** Numbered like the first of an instance; it is published by none. */
    private CalibrationRecord calibration(ModelBundle bundle, Candidate candidate) {
        return candidate
                .calibration()
                .toRecord()
                .setNumber(1)
                .setModelVersion(bundle.version())
                .setSlot(SettledRows.SLOT)
                .setLabelled(List.of())
                .setAt(now)
                .build();
    }
}
