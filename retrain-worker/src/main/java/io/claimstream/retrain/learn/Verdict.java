package io.claimstream.retrain.learn;

import io.claimstream.domain.lifecycle.Decision;
import io.claimstream.domain.lifecycle.RefusalCode;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelReport;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.gate.Gate;
import io.claimstream.model.gate.Gates;
import io.claimstream.model.training.GateDecision;
import io.claimstream.retrain.publish.Publication;
import io.claimstream.retrain.report.NewModel;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.TrainingRun;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a training run, before it is published.
 *
 * @param run the run, in its final state once published
 * @param trained the model and its comparison; empty when nothing was trained
 * @param obstacle why a model that passed the gates is held back all the same; empty when nothing speaks against it
 */
record Verdict(TrainingRun run, Optional<Trained> trained, Optional<Decision.Refusal> obstacle) {

    /**
     * A trained model.
     *
     * @param made the model, and what it was made from
     * @param comparison how it did beside champion and baseline
     * @param report its evaluation on the holdout
     * @param decision whether it is to be champion
     */
    record Trained(NewModel made, Comparison comparison, EvaluationReport report, GateDecision decision) {

        ModelBundle bundle() {
            return made.bundle();
        }

        /** Which gate refuses it, if one does. */
        RefusalCode refusal() {
            return Gates.refusing(report.gates()).map(Gate::refusal).orElse(RefusalCode.NOT_BETTER);
        }

        /** The champion that it was compared with; empty for the baseline alone. */
        Optional<String> comparedWith() {
            return Optional.ofNullable(comparison.championVersion());
        }
    }

    /** A run that trained nothing. */
    static Verdict untrained(TrainingRun run) {
        return new Verdict(run, Optional.empty(), Optional.empty());
    }

    /** A run that trained a model. */
    static Verdict of(TrainingRun run, Trained trained, Instant at) {
        RunState state = trained.decision().fold(publish -> RunState.PUBLISHED, refuse -> RunState.REFUSED);
        return new Verdict(run.ended(state, trained.decision().reason(), at), Optional.of(trained), Optional.empty());
    }

    /** The model that is to be champion; empty when none is. */
    Optional<Trained> promotable() {
        return trained.filter(it -> run.state() == RunState.PUBLISHED);
    }

    /** The same when a model that was to be champion has to prove itself beside the champion first. */
    Verdict challenging(Instant at) {
        return new Verdict(run.ended(RunState.CHALLENGING, run.reason().orElse(""), at), trained, obstacle);
    }

    /** The same when a model that was to be champion is held back: a person may still put it in service. */
    Verdict heldBack(Decision.Refusal why, Instant at) {
        String reason = run.reason().orElse("") + " Held back: " + why.text();
        return new Verdict(run.ended(RunState.REFUSED, reason, at), trained, Optional.of(why));
    }

    /** Why there is no model, for whoever asked for it. */
    Decision.Refusal untrained() {
        String why = run.reason().orElse("Nothing was trained.");
        if (run.state() == RunState.TOO_FEW) {
            return new Decision.Refusal(
                    RefusalCode.TOO_FEW_LABELS, "/slot", why, "Ask again once more claims have settled.");
        }
        return run.isTraining()
                ? new Decision.Refusal(
                        RefusalCode.TRAINING_FAILED,
                        "/slot",
                        why,
                        "The log of the retrain worker says more; ask again once the cause is mended.")
                : new Decision.Refusal(
                        RefusalCode.NOT_VERIFIED,
                        "/version",
                        why,
                        "Nothing was published; mend the files and upload them again.");
    }

    /** The model to publish before it is promoted; empty when it is not to be champion. */
    Optional<Publication> candidate() {
        return trained.flatMap(it -> it.decision()
                .fold(
                        publish -> Optional.of(Publication.candidate(it.bundle(), reachedAt())),
                        refuse -> Optional.empty()));
    }

    /**
     * What ends a run that trained a model. A promoted model must have been published.
     *
     * @param calibrationNumber number of the calibration of a promoted model
     * @param at now
     * @param command the command behind the run
     */
    Publication conclusion(int calibrationNumber, Instant at, Optional<ModelCommand> command) {
        return trained.map(it -> it.decision()
                        .fold(
                                publish -> Publication.promotion(
                                        calibration(it, calibrationNumber, at),
                                        outcome(it, calibrationNumber, at, command)),
                                refuse -> Publication.move(move(it, DeploymentAction.REFUSED, at, command)
                                        .setCode(it.refusal().name())
                                        .build())))
                .map(publication -> publication.with(report(trained.orElseThrow(), at)))
                .orElseGet(Publication::nothing);
    }

    private ModelReport report(Trained it, Instant at) {
        return ModelReport.newBuilder()
                .setVersion(it.bundle().version())
                .setSlot(run.slot().toEvent())
                .setRunId(run.id())
                .setFormat(it.report().format())
                .setReport(ByteBuffer.wrap(it.report().toBytes()))
                .setAt(at)
                .build();
    }

    private ModelDeployment outcome(Trained it, int number, Instant at, Optional<ModelCommand> command) {
        return obstacle.map(why -> move(it, DeploymentAction.REFUSED, at, command)
                        .setCode(why.code().name())
                        .setReason(run.reason().orElse(why.text()))
                        .build())
                .orElseGet(() ->
                        move(it, entry(), at, command).setCalibration(number).build());
    }

    private DeploymentAction entry() {
        return run.state() == RunState.CHALLENGING ? DeploymentAction.SHADOWED : DeploymentAction.PROMOTED;
    }

    private CalibrationRecord calibration(Trained it, int number, Instant at) {
        return it.made()
                .candidate()
                .calibration()
                .toRecord()
                .setNumber(number)
                .setModelVersion(it.bundle().version())
                .setSlot(run.slot().toEvent())
                .setLabelled(it.made().dataset().ranges())
                .setAt(at)
                .build();
    }

    private ModelDeployment.Builder move(
            Trained it, DeploymentAction action, Instant at, Optional<ModelCommand> command) {
        return ModelDeployment.newBuilder()
                .setSlot(run.slot().toEvent())
                .setAction(action)
                .setVersion(it.bundle().version())
                .setPreviousVersion(it.comparison().championVersion())
                .setReason(it.decision().reason())
                .setActor(actor(run))
                .setCommandId(command.map(ModelCommand::getCommandId).orElse(null))
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
