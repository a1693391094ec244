package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.privacy.Erasure;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;

/** Has claimants erased, shows receipts, and sets and lifts what keeps claimants from being erased. */
final class PrivacyHandlers {

    private final PrivacyDesk desk;
    private final RequestBody body;

    PrivacyHandlers(PrivacyDesk desk, RequestBody body) {
        this.desk = desk;
        this.body = body;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("listErasures", this::list),
                entry("askErasure", this::ask),
                entry("planErasure", this::plan),
                entry("showErasure", this::show),
                entry("confirmErasure", this::confirm),
                entry("declineErasure", this::decline),
                entry("showReceipt", this::receipt),
                entry("listLegalHolds", this::holds),
                entry("setLegalHold", this::hold),
                entry("releaseLegalHold", this::release),
                entry("listRetentionDuties", this::duties),
                entry("setRetentionDuty", this::setDuty),
                entry("endRetentionDuty", this::endDuty));
    }

    /** {@code GET /v1/privacy/erasures?insurer=&after=&limit=}. */
    private void list(Context context) {
        int limit = Query.limit(context);
        long after = Math.min(Query.number(context, "after").orElse(0L), Integer.MAX_VALUE);
        List<Erasure> page = desk.erasures(context, after, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("erasures");
        page.forEach(it -> array.add(PrivacyJson.of(it, desk.time())));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.ERASURES + "?limit=" + limit + "&after=" + (after + limit)
                            + Query.parameter(context, "insurer")
                                    .map(it -> "&insurer=" + Links.encoded(it))
                                    .orElse(""));
        }
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/privacy/erasures}: 202 with what waits, or with the erasure that stands already. */
    private void ask(Context context) {
        Erasure erasure = desk.ask(context, body.json(context));
        context.header("Location", Links.erasure(erasure.erasureId()));
        Answers.json(context, 202, PrivacyJson.of(erasure, desk.time()));
    }

    /** {@code POST /v1/privacy/erasures/plan}. */
    private void plan(Context context) {
        Answers.json(context, 200, PrivacyJson.of(desk.plan(context, body.json(context)), desk.time()));
    }

    /** {@code GET /v1/privacy/erasures/{erasureId}}. */
    private void show(Context context) {
        answer(context, 200, desk.find(context));
    }

    /** {@code POST /v1/privacy/erasures/{erasureId}/confirm}: 202, and it is carried out. */
    private void confirm(Context context) {
        answer(context, 202, desk.confirm(context));
    }

    /** {@code POST /v1/privacy/erasures/{erasureId}/decline}. */
    private void decline(Context context) {
        answer(context, 200, desk.decline(context));
    }

    private void answer(Context context, int status, Erasure erasure) {
        Answers.json(context, status, PrivacyJson.of(erasure, desk.steps(erasure), desk.time()));
    }

    /** {@code GET /v1/privacy/receipts/{number}}. */
    private void receipt(Context context) {
        Answers.json(context, 200, PrivacyJson.of(desk.receipt(context), desk.publicKey()));
    }

    /** {@code GET /v1/privacy/holds?insurer=}. */
    private void holds(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("holds");
        desk.holds(context).forEach(it -> array.add(PrivacyJson.of(it)));
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/privacy/holds}: 201. */
    private void hold(Context context) {
        Answers.json(context, 201, PrivacyJson.of(desk.hold(context, body.json(context))));
    }

    /** {@code DELETE /v1/privacy/holds/{holdId}}: 204. */
    private void release(Context context) {
        var unused = desk.release(context);
        context.status(204);
    }

    /** {@code GET /v1/privacy/retention-duties?insurer=}. */
    private void duties(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("duties");
        desk.duties(context).forEach(it -> array.add(PrivacyJson.of(it)));
        Answers.json(context, 200, json);
    }

    /** {@code PUT /v1/privacy/retention-duties/{insurer}}. */
    private void setDuty(Context context) {
        Answers.json(context, 200, PrivacyJson.of(desk.setDuty(context, body.json(context))));
    }

    /** {@code DELETE /v1/privacy/retention-duties/{insurer}}: 204. */
    private void endDuty(Context context) {
        desk.endDuty(context);
        context.status(204);
    }
}
