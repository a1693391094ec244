package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approvals;
import io.javalin.http.Context;
import java.util.List;

/** Shows what waits for a second person, and has one decide. */
final class ApprovalHandlers {

    private final ApiPorts ports;
    private final Approvals approvals;
    private final ApprovalDesk desk;
    private final RequestBody body;

    ApprovalHandlers(ApiPorts ports, ApprovalDesk desk, RequestBody body) {
        this.ports = ports;
        this.approvals = ports.access().approvals();
        this.desk = desk;
        this.body = body;
    }

    /** {@code GET /v1/approvals?after=&limit=}. */
    void list(Context context) {
        int limit = Query.limit(context);
        List<Approval> page = approvals.list(
                Authentication.caller(context),
                Query.parameter(context, "after").orElse(""),
                limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("approvals");
        page.forEach(approval -> array.add(json(context, approval)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.APPROVALS + "?limit=" + limit + "&after="
                            + page.get(limit - 1).approvalId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/approvals/{approvalId}}. */
    void show(Context context) {
        Answers.json(context, 200, json(context, desk.seen(context)));
    }

    /** {@code POST /v1/approvals/{approvalId}/approve}: 200 once Kafka has the command or the feedback. */
    void approve(Context context) {
        Later.answer(
                context,
                ports.executor(),
                desk.approve(context, said(context)),
                approval -> Answers.json(context, 200, decided(approval)));
    }

    /** {@code POST /v1/approvals/{approvalId}/decline}: 200. */
    void decline(Context context) {
        Answers.json(context, 200, decided(desk.decline(context, said(context))));
    }

    /** Nothing need be said. */
    private JsonNode said(Context context) {
        return body.bytes(context).length == 0 ? JsonNodeFactory.instance.objectNode() : body.json(context);
    }

    /** Nobody knows who asks, where two persons are needed. */
    static ProblemException personUnknown() {
        return new ProblemException(
                ProblemCode.PERSON_UNKNOWN,
                "Expected persons who are known: who signed in, or uses a key that was made or rotated by who signed"
                        + " in.");
    }

    /** The answer to something that waits. */
    static void waits(Context context, Approval approval) {
        String link = Links.approval(approval.approvalId());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("approvalId", approval.approvalId()).put("state", "WAITING").put("link", link);
        context.header("Location", link);
        Answers.json(context, 202, json);
    }

    /** Without why it was decided so on a claim: the answer to a request that names itself is kept as it is. */
    private ObjectNode decided(Approval approval) {
        return ApprovalJson.of(
                approval.matter().fold(command -> approval, decision -> approval.because(null)),
                ports.clock().instant());
    }

    private ObjectNode json(Context context, Approval approval) {
        return ApprovalJson.of(
                new NoteDesk(ports).readBy(Authentication.caller(context), approval),
                ports.clock().instant());
    }
}
