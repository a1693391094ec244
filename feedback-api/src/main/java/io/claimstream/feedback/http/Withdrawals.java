package io.claimstream.feedback.http;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Withdrawal;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Commands, their answers, and what roll backs took out of service. */
final class Withdrawals {

    private final ApiPorts ports;

    Withdrawals(ApiPorts ports) {
        this.ports = ports;
    }

    /**
     * A roll back that withdrew a version.
     *
     * @param event the move
     * @param withdrawal what it withdrew
     */
    record RollBack(ModelDeployment event, Withdrawal withdrawal) {}

    /**
     * The command that an address names.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    ModelCommand command(Context context) {
        String id = context.pathParam("commandId");
        Caller caller = Authentication.caller(context);
        return ports.readModel()
                .command(id)
                .or(() -> ports.commands().recent(id))
                .filter(it -> caller.seesSlot(
                        it.getSlot().flatMap(ModelSlot::getInsurer).orElse(null)))
                .orElseThrow(() -> ports.missing(ProblemCode.COMMAND_NOT_FOUND, "Expected the id of a command."));
    }

    /** What a command was answered with. */
    Optional<PlacedMove> answer(String commandId) {
        return ports.readModel().moves().stream()
                .filter(it ->
                        it.event().getCommandId().filter(commandId::equals).isPresent())
                .findFirst();
    }

    /**
     * The roll back that the command of an address ordered.
     *
     * @throws ProblemException when it ordered none that the caller may see, or withdrew nothing
     */
    RollBack rollBack(Context context) {
        ModelCommand command = command(context);
        return answer(command.getCommandId())
                .flatMap(move -> of(move).map(withdrawal -> new RollBack(move.event(), withdrawal)))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.COMMAND_NOT_FOUND, "Expected a roll back that withdrew a version."));
    }

    /** What a roll back took out of service; empty for any other move. */
    Optional<Withdrawal> of(PlacedMove move) {
        ModelDeployment event = move.event();
        if (event.getAction() != DeploymentAction.ROLLED_BACK) {
            return Optional.empty();
        }
        List<ModelDeployment> before = ports.readModel().moves().stream()
                .filter(it -> it.offset() < move.offset())
                .map(PlacedMove::event)
                .toList();
        SlotHistory slot = SlotHistory.of(event.getSlot(), before);
        return slot.term()
                .map(term -> new Withdrawal(
                        term.version(), event.getSlot(), term.from(), keptBy(term.version(), event.getSlot(), before)));
    }

    private static List<String> keptBy(String version, ModelSlot slot, List<ModelDeployment> before) {
        if (slot.getInsurer().isPresent()) {
            return List.of();
        }
        return before.stream()
                .map(ModelDeployment::getSlot)
                .distinct()
                .filter(own -> own.getInsurer().isPresent()
                        && own.getLineOfBusiness().equals(slot.getLineOfBusiness())
                        && own.getCurrency().equals(slot.getCurrency()))
                .filter(own -> SlotHistory.of(own, before)
                        .champion()
                        .filter(version::equals)
                        .isPresent())
                .map(own -> own.getInsurer().orElseThrow())
                .toList();
    }
}
