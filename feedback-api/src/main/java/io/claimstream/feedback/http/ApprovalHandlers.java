package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.approval.Approvals.Decided;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Shows commands that wait for a second person, and has one decide. */
final class ApprovalHandlers {

    private final ApiPorts ports;
    private final Approvals approvals;
    private final CommandAudit audit;

    ApprovalHandlers(ApiPorts ports) {
        this.ports = ports;
        this.approvals = ports.access().approvals();
        this.audit = new CommandAudit(ports.access().audit());
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
        page.forEach(approval -> array.add(json(approval)));
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
        Approval approval = Query.id(context, "approvalId")
                .flatMap(id -> approvals.find(Authentication.caller(context), id))
                .orElseThrow(ApprovalHandlers::noSuchApproval);
        Answers.json(context, 200, json(approval));
    }

    /** {@code POST /v1/approvals/{approvalId}/approve}: 200 once Kafka has the command. */
    void approve(Context context) {
        Approval approval = decide(context, true);
        Act act = Authentication.act(context);
        Later.answer(
                context,
                ports.executor(),
                ports.commands().give(approval.request(), Optional.of(approval.approvalId()), approval.actors()),
                receipt -> {
                    approvals.given(approval.approvalId(), receipt.commandId());
                    audit.keep(act, AuditAction.MODEL_COMMANDED, approval.request(), receipt);
                    given(context, approval, receipt);
                });
    }

    /** {@code POST /v1/approvals/{approvalId}/decline}: 200. */
    void decline(Context context) {
        Answers.json(context, 200, json(decide(context, false)));
    }

    private void given(Context context, Approval approval, Receipt receipt) {
        ObjectNode json = json(approval);
        json.put("commandId", receipt.commandId()).put("commandLink", Links.command(receipt.commandId()));
        Answers.json(context, 200, json);
    }

    private Approval decide(Context context, boolean approve) {
        Decided decided = Query.id(context, "approvalId")
                .map(id -> approvals.decide(Authentication.act(context), id, approve))
                .orElseThrow(ApprovalHandlers::noSuchApproval);
        return switch (decided.outcome()) {
            case DONE -> Objects.requireNonNull(decided.approval());
            case NOT_FOUND -> throw noSuchApproval();
            case OWN ->
                throw new ProblemException(
                        ProblemCode.SECOND_PERSON_NEEDED, "Expected someone else than who asked for it.");
            case ENDED ->
                throw new ProblemException(
                        ProblemCode.APPROVAL_ENDED, "Expected a command that still waits; see the approval.");
        };
    }

    /** The answer to a command that waits. */
    static void waits(Context context, Approval approval) {
        String link = Links.approval(approval.approvalId());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("approvalId", approval.approvalId()).put("state", "WAITING").put("link", link);
        context.header("Location", link);
        Answers.json(context, 202, json);
    }

    private ObjectNode json(Approval approval) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("approvalId", approval.approvalId())
                .put("state", approval.state(ports.clock().instant()).name())
                .put("kind", CommandRequestReader.name(approval.request().kind()))
                .set("slot", LifecycleJson.of(approval.request().slot()));
        json.put("version", approval.request().version())
                .put("reason", approval.request().reason())
                .put("askedBy", approval.askedBy())
                .put("askedAt", approval.askedAt().toString())
                .put("expiresAt", approval.expiresAt().toString());
        Approval.Decision decision = approval.decision();
        if (decision != null) {
            json.put("decidedBy", decision.by()).put("decidedAt", decision.at().toString());
            Optional.ofNullable(decision.commandId())
                    .ifPresent(id -> json.put("commandId", id).put("commandLink", Links.command(id)));
        }
        return json.put("link", Links.approval(approval.approvalId()));
    }

    private static ProblemException noSuchApproval() {
        return new ProblemException(ProblemCode.APPROVAL_NOT_FOUND, "Expected the id of an approval.");
    }
}
