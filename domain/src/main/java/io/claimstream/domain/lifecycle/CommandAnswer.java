package io.claimstream.domain.lifecycle;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.time.Instant;
import java.util.Optional;

/** The one event that answers a command, and that of a move without one. */
public final class CommandAnswer {

    private CommandAnswer() {}

    /**
     * Why something moves that nobody asked for.
     *
     * @param actor what moves it
     * @param reason why, in plain words with figures
     */
    public record Cause(String actor, String reason) {}

    /** What is decided on a command that moves a version. A command to train is no move. */
    public static Decision decide(ModelCommand command, Moves moves) {
        return switch (command.getKind()) {
            case PROMOTE -> moves.promote(command.getVersion());
            case ROLL_BACK -> moves.rollBack(command.getVersion());
            case PIN -> moves.pin(command.getVersion());
            case UNPIN -> moves.unpin();
            case RETIRE -> moves.retire(command.getVersion());
            case SHADOW -> moves.challenges().shadow(command.getVersion());
            case CANARY -> moves.challenges().canary(command.getVersion(), command.getShare());
            default ->
                new Decision.Refusal(
                        RefusalCode.UNKNOWN_KIND,
                        "/kind",
                        "This worker does not know what is asked.",
                        "Is a newer feedback-api beside an older retrain-worker? Bring both to one version.");
        };
    }

    /**
     * The event that says what became of a command: the move with the reason that its author gave, or the refusal with its own.
     *
     * @param slot the slot before the event
     * @param at now
     */
    public static ModelDeployment event(ModelCommand command, Decision decision, SlotHistory slot, Instant at) {
        return decision.fold(
                move -> base(command, slot, at)
                        .setAction(move.action())
                        .setVersion(move.version())
                        .setCalibration(move.calibration().orElse(null))
                        .setShare(move.share().orElse(null))
                        .setReason(command.getReason())
                        .build(),
                refusal -> refused(command, refusal, slot, at));
    }

    /**
     * The event of a move that nobody asked for.
     *
     * @param slot the slot before the event
     * @param at now
     */
    public static ModelDeployment byItself(Decision.Move move, SlotHistory slot, Cause cause, Instant at) {
        return ModelDeployment.newBuilder()
                .setSlot(ModelSlot.newBuilder(slot.slot()).build())
                .setPreviousVersion(slot.champion().orElse(null))
                .setAction(move.action())
                .setVersion(move.version())
                .setCalibration(move.calibration().orElse(null))
                .setShare(move.share().orElse(null))
                .setReason(cause.reason())
                .setActor(cause.actor())
                .setAt(at)
                .build();
    }

    private static ModelDeployment refused(
            ModelCommand command, Decision.Refusal refusal, SlotHistory slot, Instant at) {
        return base(command, slot, at)
                .setAction(DeploymentAction.COMMAND_REFUSED)
                .setVersion(command.getVersion().or(slot::champion).orElse(SlotHistory.BASELINE))
                .setCode(refusal.code().name())
                .setReason(refusal.text())
                .build();
    }

    private static ModelDeployment.Builder base(ModelCommand command, SlotHistory slot, Instant at) {
        return ModelDeployment.newBuilder()
                .setSlot(ModelSlot.newBuilder(slot.slot()).build())
                .setPreviousVersion(slot.champion().orElse(null))
                .setActor(command.getActor())
                .setCommandId(command.getCommandId())
                .setAt(at);
    }

    /** Whether an event answers a command in a slot: a command that comes again is answered no second time. */
    public static boolean isAnswered(ModelCommand command, SlotHistory slot) {
        return slot.moves().stream()
                .anyMatch(move -> Optional.of(command.getCommandId()).equals(move.getCommandId()));
    }
}
