package io.claimstream.retrain.learn;

import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.lifecycle.CommandAnswer;
import io.claimstream.domain.lifecycle.Decision;
import io.claimstream.domain.lifecycle.Moves;
import io.claimstream.domain.lifecycle.Published;
import io.claimstream.domain.lifecycle.RefusalCode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.Slots;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.publish.Publication;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.watch.Standing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on moves by what the topics say at that moment. Publishes nothing: whoever asks publishes the answer before asking again. Used
 * by one thread.
 */
final class MoveDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(MoveDesk.class);
    private static final Decision.Refusal INSURER_SLOT = new Decision.Refusal(
            RefusalCode.INSURER_SLOT,
            "/slot/insurer",
            "Models are trained for every insurer.",
            "Ask again without an insurer; 'models pin' chooses a model for one.");

    private static final String WATCH = "retrain-worker/watch";
    private static final String TRIAL = "retrain-worker/trial";

    private final ModelTopics topics;
    private final Promotion promotion;
    private final Clock clock;

    /**
     * A desk.
     *
     * @param promotion how a model that passed the gates goes into service
     */
    MoveDesk(ModelTopics topics, Promotion promotion, Clock clock) {
        this.topics = topics;
        this.promotion = promotion;
        this.clock = clock;
    }

    /** The answer to a command that is no training of ours; without records when it was answered before. */
    Publication answer(ModelCommand command) {
        Optional<ModelSlot> wanted = command.getSlot();
        if (wanted.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("commandId", command.getCommandId())
                    .addKeyValue("kind", command.getKind())
                    .log("command names no slot and moves nothing");
            return Publication.nothing();
        }
        List<ModelDeployment> log = topics.deployments();
        SlotHistory slot = SlotHistory.of(wanted.get(), log);
        if (CommandAnswer.isAnswered(command, slot)) {
            return Publication.nothing();
        }
        boolean isRun = command.getKind() == ModelCommandKind.TRAIN || command.getKind() == ModelCommandKind.UPLOAD;
        Decision decision = isRun ? INSURER_SLOT : CommandAnswer.decide(command, moves(slot, log));
        ModelDeployment event = CommandAnswer.event(command, decision, slot, now());
        tell(event);
        return replacing(slot, event, Publication.move(event));
    }

    /** Whether a version that passed the gates has to challenge the champion before it takes its place. */
    boolean isToChallenge(SlotName slot) {
        return promotion != Promotion.HOLDOUT
                && topics.history(slot.toEvent()).champion().isPresent();
    }

    /** What ends a run, after the end of the challenge that its model takes the place of. */
    Publication after(Publication conclusion, SlotName slot, TrainingRun run) {
        return run.state() == RunState.CHALLENGING
                ? replacing(topics.history(slot.toEvent()), run.version().orElseThrow(), conclusion)
                : conclusion;
    }

    /** Whether a command was answered in a slot before. */
    boolean isAnswered(ModelCommand command, SlotName slot) {
        return CommandAnswer.isAnswered(command, topics.history(slot.toEvent()));
    }

    /** Why a version that passed the gates is not to be promoted now; empty when nothing speaks against it. */
    Optional<Decision.Refusal> obstacle(
            SlotName slot, String version, Optional<String> comparedWith, boolean isChallenger) {
        List<ModelDeployment> log = topics.deployments();
        SlotHistory history = SlotHistory.of(slot.toEvent(), log);
        Moves moves = moves(history, log);
        Decision decision = isChallenger ? moves.challenges().shadowByItself(version) : moves.promoteByItself(version);
        Optional<Decision.Refusal> illegal = decision.fold(move -> Optional.empty(), Optional::of);
        return illegal.or(() -> history.champion().equals(comparedWith)
                ? Optional.empty()
                : Optional.of(new Decision.Refusal(
                        RefusalCode.CHAMPION_CHANGED,
                        "/version",
                        "It was compared with " + comparedWith.orElse(SlotHistory.BASELINE) + ", and "
                                + history.champion().orElse(SlotHistory.BASELINE) + " is in service by now.",
                        "'models promote' puts it in service all the same.")));
    }

    /** What becomes of a champion that breaks its bounds. */
    Decision rollBackByItself(SlotName slot, Standing standing) {
        List<ModelDeployment> log = topics.deployments();
        return moves(SlotHistory.of(slot.toEvent(), log), log)
                .rollBackByItself(standing.version(), standing.isBaselineCloser());
    }

    /** What becomes of a challenger. */
    Decision challenge(SlotName slot, ChallengerWatch.Wanted wanted) {
        List<ModelDeployment> log = topics.deployments();
        return wanted.of(moves(SlotHistory.of(slot.toEvent(), log), log).challenges());
    }

    /** The event of a move that follows from a trial. */
    ModelDeployment ofTrial(Decision.Move move, SlotName slot, String reason) {
        return byItself(move, topics.history(slot.toEvent()), new CommandAnswer.Cause(TRIAL, reason));
    }

    /** The event of a move that follows from what a champion does. */
    ModelDeployment byItself(Decision.Move move, SlotName slot, String reason) {
        return byItself(move, topics.history(slot.toEvent()), new CommandAnswer.Cause(WATCH, reason));
    }

    private ModelDeployment byItself(Decision.Move move, SlotHistory slot, CommandAnswer.Cause cause) {
        ModelDeployment event = CommandAnswer.byItself(move, slot, cause, now());
        tell(event);
        return event;
    }

    private Publication replacing(SlotHistory slot, ModelDeployment event, Publication publication) {
        return switch (event.getAction()) {
            case SHADOWED, CANARY_STARTED -> replacing(slot, event.getVersion(), publication);
            default -> publication;
        };
    }

    /** A publication, after the end of the challenge that a version takes the place of. */
    private Publication replacing(SlotHistory slot, String version, Publication publication) {
        return slot.challenge()
                .map(Challenge::version)
                .filter(before -> !before.equals(version))
                .map(before -> publication.after(byItself(
                        new Decision.Move(DeploymentAction.RETIRED, before, Optional.empty()),
                        slot,
                        new CommandAnswer.Cause(TRIAL, "Not proven better: " + version + " challenges in its place."))))
                .orElse(publication);
    }

    /** The event that tells the author of a command to train that there is no model. */
    ModelDeployment untrained(ModelCommand command, SlotName slot, Decision.Refusal refusal) {
        return CommandAnswer.event(command, refusal, topics.history(slot.toEvent()), now());
    }

    private Moves moves(SlotHistory slot, List<ModelDeployment> log) {
        ModelSlot everyInsurer =
                Slots.everyInsurer(slot.slot().getLineOfBusiness(), slot.slot().getCurrency());
        // Each look at the topics takes a tenth of a second and more, and a roll back is waited for.
        Map<String, Optional<Published>> seen = new HashMap<>();
        return new Moves(
                slot,
                SlotHistory.of(everyInsurer, log),
                version -> seen.computeIfAbsent(version, it -> topics.published(it, wasInService(it, log))));
    }

    /** What was served once is whole: its chunks are not read again, so that a roll back does not wait for them. */
    private static boolean wasInService(String version, List<ModelDeployment> log) {
        return log.stream()
                .anyMatch(move ->
                        move.getPreviousVersion().filter(version::equals).isPresent()
                                || (move.getCalibration().isPresent()
                                        && move.getVersion().equals(version)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void tell(ModelDeployment event) {
        LOGGER.atInfo()
                .addKeyValue("commandId", event.getCommandId().orElse(""))
                .addKeyValue("slot", Slots.key(event.getSlot()))
                .addKeyValue("action", event.getAction())
                .addKeyValue("modelVersion", event.getVersion())
                .addKeyValue("code", event.getCode().orElse(""))
                .log("move decided");
    }
}
