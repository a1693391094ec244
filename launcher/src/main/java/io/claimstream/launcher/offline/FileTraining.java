package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.TrainedModel;
import io.claimstream.retrain.RetrainConfig;
import io.claimstream.retrain.learn.TrainerProcess;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a model from a file, as retrain-worker trains from the log. The file does not say when a claim was settled, so the time of the claim
 * stands in for it: the dataset is cut by that. For one file.
 */
final class FileTraining {

    /** The one slot that a motor injury file is about. */
    private static final ModelSlot SLOT = Slots.everyInsurer("MOTOR_INJURY", "GBP");

    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);

    private final RetrainConfig config;
    private final Instant now;
    private final Progress progress;
    private final DatasetBuilder dataset = new DatasetBuilder(SLOT, SCHEMA);
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private int rows;

    FileTraining(RetrainConfig config, Instant now, Progress progress) {
        this.config = config;
        this.now = now;
        this.progress = progress;
    }

    /**
     * Reads the rows that say what was paid; the others are counted.
     *
     * @throws BadInputException when too few are left to train, calibrate and measure on
     */
    void read(Iterator<FileClaims.Row> claims) {
        while (claims.hasNext()) {
            FileClaims.Row row = claims.next();
            rows++;
            if (row.scorable().isEmpty()) {
                progress.say("row " + row.number() + " is left out: " + row.problem());
                leaveOut("UNSCORABLE");
            } else if (row.scorable().get().settlement().isEmpty()) {
                leaveOut("NOT_SETTLED");
            } else {
                FileClaims.Scorable usable = row.scorable().get();
                dataset.add(labelled(usable.features(), usable.settlement().orElseThrow()));
            }
        }
        if (dataset.size() < Split.MIN_ROWS) {
            throw new BadInputException("Expected at least " + Split.MIN_ROWS
                    + " settled rows that can be scored, but of " + rows + " there are " + dataset.size() + ".");
        }
    }

    /** What was read. */
    Dataset dataset() {
        return dataset.build();
    }

    /**
     * Trains, calibrates, measures, signs and writes.
     *
     * @param work directory for files of the training process
     * @param out where the model goes
     */
    ObjectNode train(Path work, ModelDirectory out) throws InterruptedException {
        Dataset whole = dataset.build();
        Split split = Split.byLabelTime(whole);
        TrainedModel trained = learn(work, split.train());
        dataset.exclusions().forEach((reason, count) -> leftOut.merge(reason, count, Integer::sum));
        Candidate candidate =
                Candidate.of(split, trained, new Candidate.Origin(SLOT, config.parameters(), leftOut, List.of()));
        ModelBundle bundle = KeyFiles.signer(config.keys()).sign(candidate.manifest(), trained.artifact());
        out.write(bundle, calibration(bundle, candidate));
        return result(bundle, candidate, split);
    }

    private TrainedModel learn(Path work, Dataset rowsToLearnFrom) throws InterruptedException {
        int rounds = config.parameters().rounds();
        try (Progress.Task task = progress.task("trees grown", rounds)) {
            TrainerProcess trainer =
                    new TrainerProcess(work, config.heapMegabytes(), config.timeout(), it -> task.at(it.round()));
            return trainer.train("train", rowsToLearnFrom, config.parameters());
        }
    }

    private ObjectNode result(ModelBundle bundle, Candidate candidate, Split split) {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("modelVersion", bundle.version())
                .put("signingKey", bundle.signingKeyId())
                .put("rows", rows)
                .put("usable", split.whole().size())
                .put("trainingRows", split.train().size())
                .put("calibrationRows", split.calibration().size())
                .put("holdoutRows", split.holdout().size())
                .put("mape", candidate.holdout().mape())
                .put(
                        "mapeOfSumOfHeads",
                        Candidate.measureBaseline(split.holdout()).mape())
                .put("withinTenPercent", candidate.holdout().withinTenPercent());
        ObjectNode reasons = result.putObject("leftOut");
        leftOut.forEach(reasons::put);
        return result;
    }

    /** Numbered like the first of an instance; it is published by none. */
    private CalibrationRecord calibration(ModelBundle bundle, Candidate candidate) {
        return candidate
                .calibration()
                .toRecord()
                .setNumber(1)
                .setModelVersion(bundle.version())
                .setSlot(SLOT)
                .setLabelled(List.of())
                .setAt(now)
                .build();
    }

    private void leaveOut(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }

    private static ClaimLabelled labelled(ClaimFeatures features, BigDecimal settlement) {
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(features.getAccepted())
                .setScoreId(ScoreId.live(features.getInsurer(), features.getClaimId(), features.getRevision())
                        .text())
                .setEstimate(features.getSumOfHeads())
                .setModelVersion(Scorer.BASELINE)
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(settlement)
                .setFeedbackId("file-" + features.getClaimId())
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(features.getEventTime())
                .build();
    }
}
