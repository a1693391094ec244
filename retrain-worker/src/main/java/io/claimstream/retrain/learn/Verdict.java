package io.claimstream.retrain.learn;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.training.Calibration;
import io.claimstream.model.training.GateDecision;
import io.claimstream.retrain.dataset.LabelledDataset;
import io.claimstream.retrain.publish.Publication;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.TrainingRun;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a training run, before it is published.
 *
 * @param run the run, in its final state once published
 * @param trained the model and its comparison; empty when nothing was trained
 */
record Verdict(TrainingRun run, Optional<Trained> trained) {

    /**
     * A trained model.
     *
     * @param bundle the model, signed
     * @param calibration its calibration
     * @param dataset what it learned from
     * @param comparison how it did
     * @param decision whether it is to be champion
     */
    record Trained(
            ModelBundle bundle,
            Calibration calibration,
            LabelledDataset dataset,
            Comparison comparison,
            GateDecision decision) {}

    /** A run that trained nothing. */
    static Verdict untrained(TrainingRun run) {
        return new Verdict(run, Optional.empty());
    }

    /** A run that trained a model. */
    static Verdict of(TrainingRun run, Trained trained, Instant at) {
        RunState state = trained.decision().fold(publish -> RunState.PUBLISHED, refuse -> RunState.REFUSED);
        return new Verdict(run.ended(state, trained.decision().reason(), at), Optional.of(trained));
    }

    /** The model to publish before it is promoted; empty when it is not to be champion. */
    Optional<Publication> candidate() {
        return trained.flatMap(it -> it.decision()
                .fold(
                        publish -> Optional.of(Publication.candidate(it.bundle(), reachedAt())),
                        refuse -> Optional.empty()));
    }

    /**
     * What ends the run. A promoted model must have been published.
     *
     * @param calibrationNumber number of the calibration of a promoted model
     * @param at now
     */
    Publication conclusion(int calibrationNumber, Instant at) {
        return trained.map(it -> it.decision()
                        .fold(
                                publish -> promotion(it, calibrationNumber, at),
                                refuse -> Publication.refusal(
                                        move(it, DeploymentAction.REFUSED, at).build())))
                .orElseGet(Publication::nothing);
    }

    private Publication promotion(Trained it, int number, Instant at) {
        CalibrationRecord calibration = it.calibration()
                .toRecord()
                .setNumber(number)
                .setModelVersion(it.bundle().version())
                .setSlot(run.slot().toEvent())
                .setLabelled(it.dataset().ranges())
                .setAt(at)
                .build();
        ModelDeployment move =
                move(it, DeploymentAction.PROMOTED, at).setCalibration(number).build();
        return Publication.promotion(calibration, move);
    }

    private ModelDeployment.Builder move(Trained it, DeploymentAction action, Instant at) {
        return ModelDeployment.newBuilder()
                .setSlot(run.slot().toEvent())
                .setAction(action)
                .setVersion(it.bundle().version())
                .setPreviousVersion(it.comparison().championVersion())
                .setReason(it.decision().reason())
                .setActor(actor(run))
                .setAt(at);
    }

    private Instant reachedAt() {
        return run.finishedAt().orElseThrow();
    }

    /** Who moved a model: this worker, in a run. */
    static String actor(TrainingRun run) {
        return "retrain-worker/" + run.id();
    }
}
