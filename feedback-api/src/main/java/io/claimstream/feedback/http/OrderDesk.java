package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Withdrawal;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands about models, and tells what came of them: one set of rules and traces, whether they come as JSON or from a page. Thread-safe.
 */
public final class OrderDesk {

    private static final Set<DeploymentAction> CHANGE_SERVICE = Set.of(
            DeploymentAction.PROMOTED,
            DeploymentAction.PINNED,
            DeploymentAction.ROLLED_BACK,
            DeploymentAction.UNPINNED);

    private final ApiPorts ports;
    private final CommandAudit audit;
    private final Withdrawals withdrawals;

    OrderDesk(ApiPorts ports) {
        this.ports = ports;
        this.audit = new CommandAudit(ports.access().audit());
        this.withdrawals = new Withdrawals(ports);
    }

    /** What became of a command that was not refused at once. */
    public sealed interface Ordered {

        /** It stands on the topic. */
        record Given(Receipt receipt) implements Ordered {}

        /** It needs a second person, and waits for one. */
        record Waits(Approval approval) implements Ordered {}

        /** One function for either. */
        default <R> R fold(Function<Given, R> given, Function<Waits, R> waits) {
            return this instanceof Given it ? given.apply(it) : waits.apply((Waits) this);
        }
    }

    /**
     * A command and what came of it.
     *
     * @param answer the event that answers it; null while there is none
     * @param service how many scorers serve what it ordered; null for one that changes nothing in service
     * @param withdrawn what a roll back took out of service, as far as the caller may see it; null for nothing
     */
    public record Followed(
            ModelCommand command,
            @Nullable ModelDeployment answer,
            @Nullable Service service,
            @Nullable Withdrawn withdrawn) {

        /** Where it stands. */
        public enum State {
            PENDING,
            DONE,
            REFUSED
        }

        public State state() {
            if (answer == null) {
                return State.PENDING;
            }
            boolean isRefusal = answer.getAction() == DeploymentAction.COMMAND_REFUSED
                    || answer.getAction() == DeploymentAction.REFUSED;
            return isRefusal ? State.REFUSED : State.DONE;
        }
    }

    /**
     * Which scorers serve what was ordered.
     *
     * @param scorers how many are known
     * @param serving how many of them do
     */
    public record Service(int scorers, long serving) {}

    /**
     * What a roll back took out of service.
     *
     * @param claims claims that it had scored
     */
    public record Withdrawn(Withdrawal what, long claims) {}

    /**
     * Takes a command by the caller.
     *
     * @param json the command, in the form that the API takes
     * @param idempotencyKey the caller's name for this request, if there is one
     * @return completes once Kafka has it on all in-sync replicas, or it waits
     * @throws ProblemException when it has another form, or is not for the caller to give
     */
    public CompletableFuture<Ordered> give(Context context, JsonNode json, Optional<String> idempotencyKey) {
        CommandRequest request = CommandRequestReader.read(json);
        Authentication.requireServes(context, request.slot().getInsurer().orElse(null));
        Act act = Authentication.act(context);
        if (ports.access().approvals().isNeeded(request)) {
            return CompletableFuture.completedFuture(new Ordered.Waits(ask(act, request, idempotencyKey)));
        }
        return ports.commands()
                .give(request, idempotencyKey, act.caller().name())
                .thenApplyAsync(receipt -> given(act, request, receipt), ports.executor());
    }

    private Approval ask(Act act, CommandRequest request, Optional<String> idempotencyKey) {
        if (!ports.access().approvals().mayAsk(act.caller())) {
            throw ApprovalHandlers.personUnknown();
        }
        return ports.access()
                .approvals()
                .ask(act, new Matter.Command(request), idempotencyKey)
                .orElseThrow(OrderDesk::keyReused);
    }

    private Ordered given(Act act, CommandRequest request, Receipt receipt) {
        if (receipt.kind() == Receipt.Kind.KEY_REUSED) {
            throw keyReused();
        }
        audit.keep(act, AuditAction.MODEL_COMMANDED, request, receipt);
        return new Ordered.Given(receipt);
    }

    static ProblemException keyReused() {
        return new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new key for a new command.");
    }

    /**
     * The command that an address names as {@code commandId}.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Followed follow(Context context) {
        ModelCommand command = withdrawals.command(context);
        Optional<PlacedMove> answer = withdrawals.answer(command.getCommandId());
        return new Followed(
                command,
                answer.map(PlacedMove::event).orElse(null),
                answer.filter(it -> CHANGE_SERVICE.contains(it.event().getAction()))
                        .map(this::service)
                        .orElse(null),
                answer.flatMap(withdrawals::of)
                        .map(it -> it.ofInsurer(Authentication.caller(context).insurer()))
                        .map(it -> new Withdrawn(it, ports.readModel().decidedClaims(it)))
                        .orElse(null));
    }

    private Service service(PlacedMove move) {
        List<OptionalLong> offsets = ports.served().of(move.event().getSlot());
        return new Service(
                offsets.size(),
                offsets.stream()
                        .filter(it -> it.isPresent() && it.getAsLong() >= move.offset())
                        .count());
    }
}
