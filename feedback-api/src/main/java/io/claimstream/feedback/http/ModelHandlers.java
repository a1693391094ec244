package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.view.DecidedClaim;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Place;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Withdrawal;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Shows models and what was decided about them, and takes commands to move them. */
final class ModelHandlers {

    private static final Set<DeploymentAction> CHANGE_SERVICE = Set.of(
            DeploymentAction.PROMOTED,
            DeploymentAction.PINNED,
            DeploymentAction.ROLLED_BACK,
            DeploymentAction.UNPINNED);
    private static final int PAGE = 1_000;

    private final ApiPorts ports;
    private final RequestBody body;
    private final CommandAudit audit;
    private final Withdrawals withdrawals;

    ModelHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
        this.audit = new CommandAudit(ports.access().audit());
        this.withdrawals = new Withdrawals(ports);
    }

    /** {@code GET /v1/models?after=&limit=}: versions a page at a time. A page may be short of those that the caller may not know of. */
    void list(Context context) {
        int limit = Query.limit(context);
        Place after = Query.parameter(context, "after")
                .map(TimeCursor::parse)
                .map(it -> new Place(it.at(), it.id()))
                .orElse(null);
        Models page = ports.readModel().models(after, limit);
        ObjectNode json =
                ModelsJson.of(page.seenBy(Authentication.caller(context).insurer()));
        if (page.versions().size() == limit) {
            Models.Version last = page.versions().get(limit - 1);
            TimeCursor cursor = new TimeCursor(last.publishedAt(), last.version());
            json.put("next", "/v1/models?limit=" + limit + "&after=" + cursor.encoded());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/models/slots/{lineOfBusiness}/{currency}/history?insurer=&at=}. */
    void history(Context context) {
        ModelSlot slot = new ModelSlot(
                context.pathParam("lineOfBusiness"), context.pathParam("currency"), context.queryParam("insurer"));
        Optional<Instant> at = Optional.ofNullable(context.queryParam("at")).map(ModelHandlers::time);
        SlotHistory history = SlotHistory.of(slot, events());
        boolean isSeen =
                Authentication.caller(context).seesSlot(slot.getInsurer().orElse(null));
        if (!isSeen || history.moves().isEmpty()) {
            throw ports.missing(
                    ProblemCode.SLOT_NOT_FOUND,
                    "Expected a slot in which something was decided; /v1/models lists them.");
        }
        ObjectNode json = LifecycleJson.of(slot);
        json.put("pinned", history.isPinned());
        at.ifPresent(time -> json.put("at", time.toString()));
        Optional<SlotHistory.Term> term = at.isPresent() ? history.termAt(at.get()) : history.term();
        json.set("champion", term.map(LifecycleJson::of).orElseGet(() -> JsonNodeFactory.instance
                .objectNode()
                .put("version", SlotHistory.BASELINE)));
        var moves = json.putArray("moves");
        history.moves().forEach(move -> moves.add(LifecycleJson.of(move)));
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/models/commands}: 202 once Kafka has the command on all in-sync replicas, 200 when it had it before. */
    void command(Context context) {
        CommandRequest request = CommandRequestReader.read(body.json(context));
        Authentication.requireServes(context, request.slot().getInsurer().orElse(null));
        String actor = Objects.requireNonNull(context.attribute(Authentication.ACTOR));
        if (ports.access().approvals().isNeeded(request)) {
            if (!ports.access().approvals().mayAsk(Authentication.caller(context))) {
                throw ApprovalHandlers.personUnknown();
            }
            ApprovalHandlers.waits(
                    context,
                    ports.access()
                            .approvals()
                            .ask(Authentication.act(context), new Matter.Command(request), IdempotencyKey.of(context))
                            .orElseThrow(ModelHandlers::keyReused));
            return;
        }
        Later.answer(
                context,
                ports.executor(),
                ports.commands().give(request, IdempotencyKey.of(context), actor),
                receipt -> {
                    audit.keep(Authentication.act(context), AuditAction.MODEL_COMMANDED, request, receipt);
                    acknowledged(context, receipt);
                });
    }

    /** {@code GET /v1/models/commands/{commandId}}. */
    void showCommand(Context context) {
        ModelCommand command = withdrawals.command(context);
        ObjectNode json = LifecycleJson.of(command);
        Optional<PlacedMove> answer = withdrawals.answer(command.getCommandId());
        json.put(
                "state",
                answer.map(it -> isRefusal(it.event()) ? "refused" : "done").orElse("pending"));
        answer.ifPresent(it -> {
            json.set("answer", LifecycleJson.of(it.event()));
            if (CHANGE_SERVICE.contains(it.event().getAction())) {
                json.set("inService", inService(it));
            }
            withdrawals
                    .of(it)
                    .map(withdrawal ->
                            withdrawal.ofInsurer(Authentication.caller(context).insurer()))
                    .ifPresent(withdrawal ->
                            json.set("withdrawn", withdrawn(withdrawal, Links.withdrawn(command.getCommandId()))));
        });
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/models/commands/{commandId}/withdrawn?after=}: the decisions that a roll back left behind, a page at a time. */
    void withdrawn(Context context) {
        String commandId = context.pathParam("commandId");
        Withdrawal withdrawal = withdrawals
                .rollBack(context)
                .withdrawal()
                .ofInsurer(Authentication.caller(context).insurer());
        String after = Optional.ofNullable(context.queryParam("after")).orElse("");
        List<DecidedClaim> page = ports.readModel().decided(withdrawal, after, PAGE);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var scores = json.putArray("scores");
        page.forEach(it -> scores.addObject()
                .put("insurer", it.claim().insurer())
                .put("claimId", it.claim().claimId())
                .put("revision", it.revision())
                .put("scoreId", it.scoreId()));
        if (page.size() == PAGE) {
            json.put(
                    "next",
                    Links.withdrawn(commandId) + "?after="
                            + page.get(page.size() - 1).scoreId());
        }
        Answers.json(context, 200, json);
    }

    private List<ModelDeployment> events() {
        return ports.readModel().moves().stream().map(PlacedMove::event).toList();
    }

    private static boolean isRefusal(ModelDeployment event) {
        return event.getAction() == DeploymentAction.COMMAND_REFUSED || event.getAction() == DeploymentAction.REFUSED;
    }

    private ObjectNode inService(PlacedMove move) {
        List<OptionalLong> offsets = ports.served().of(move.event().getSlot());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("scorers", offsets.size())
                .put(
                        "serving",
                        offsets.stream()
                                .filter(it -> it.isPresent() && it.getAsLong() >= move.offset())
                                .count());
    }

    private ObjectNode withdrawn(Withdrawal withdrawal, String link) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("version", withdrawal.version())
                .put("since", withdrawal.since().toString())
                .put("claims", ports.readModel().decidedClaims(withdrawal))
                .put("link", link);
    }

    private static ProblemException keyReused() {
        return new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new key for a new command.");
    }

    static void acknowledged(Context context, Receipt receipt) {
        if (receipt.kind() == Receipt.Kind.KEY_REUSED) {
            throw keyReused();
        }
        String link = Links.command(receipt.commandId());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("commandId", receipt.commandId()).put("link", link);
        context.header("Location", link);
        Answers.json(context, receipt.kind() == Receipt.Kind.WRITTEN ? 202 : 200, json);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    ProblemCode.BAD_REQUEST, "Expected at to be a time such as 2026-03-01T09:30:00Z.");
        }
    }
}
