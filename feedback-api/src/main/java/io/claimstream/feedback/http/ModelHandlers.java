package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.claimstream.feedback.http.OrderDesk.Followed;
import io.claimstream.feedback.http.OrderDesk.Withdrawn;
import io.claimstream.feedback.view.DecidedClaim;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Place;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Withdrawal;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows models and what was decided about them, and takes commands to move them. */
final class ModelHandlers {

    private static final int PAGE = 1_000;

    private final ApiPorts ports;
    private final RequestBody body;
    private final OrderDesk orders;
    private final Withdrawals withdrawals;

    ModelHandlers(ApiPorts ports, RequestBody body, OrderDesk orders) {
        this.ports = ports;
        this.body = body;
        this.orders = orders;
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
        Later.answer(
                context,
                ports.executor(),
                orders.give(context, body.json(context), IdempotencyKey.of(context)),
                ordered -> ordered.<Runnable>fold(
                                given -> () -> acknowledged(context, given.receipt()),
                                waits -> () -> ApprovalHandlers.waits(context, waits.approval()))
                        .run());
    }

    /** {@code GET /v1/models/commands/{commandId}}. */
    void showCommand(Context context) {
        Followed followed = orders.follow(context);
        ObjectNode json = LifecycleJson.of(followed.command());
        json.put("state", followed.state().name().toLowerCase(Locale.ROOT));
        if (followed.answer() != null) {
            json.set("answer", LifecycleJson.of(followed.answer()));
        }
        if (followed.service() != null) {
            json.putObject("inService")
                    .put("scorers", followed.service().scorers())
                    .put("serving", followed.service().serving());
        }
        if (followed.withdrawn() != null) {
            json.set(
                    "withdrawn",
                    withdrawn(
                            followed.withdrawn(),
                            Links.withdrawn(followed.command().getCommandId())));
        }
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

    private static ObjectNode withdrawn(Withdrawn withdrawn, String link) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("version", withdrawn.what().version())
                .put("since", withdrawn.what().since().toString())
                .put("claims", withdrawn.claims())
                .put("link", link);
    }

    static void acknowledged(Context context, Receipt receipt) {
        if (receipt.kind() == Receipt.Kind.KEY_REUSED) {
            throw OrderDesk.keyReused();
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
