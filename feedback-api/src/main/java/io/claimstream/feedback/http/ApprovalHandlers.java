package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.approval.Approvals.Decided;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditAction;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Shows what waits for a second person, and has one decide. */
final class ApprovalHandlers {

    private final ApiPorts ports;
    private final Approvals approvals;
    private final CommandAudit commandAudit;
    private final ApprovedDecisions decisions;

    ApprovalHandlers(ApiPorts ports) {
        this.ports = ports;
        this.approvals = ports.access().approvals();
        this.commandAudit = new CommandAudit(ports.access().audit());
        this.decisions = new ApprovedDecisions(ports);
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
        Answers.json(context, 200, json(seen(context)));
    }

    /** {@code POST /v1/approvals/{approvalId}/approve}: 200 once Kafka has the command or the feedback. */
    void approve(Context context) {
        seen(context)
                .matter()
                .<Runnable>fold(command -> () -> {}, decision -> () -> decisions.requireThatItCounts(decision))
                .run();
        Act act = Authentication.act(context);
        Approval approval = decided(approvals.approve(
                act,
                context.pathParam("approvalId"),
                matter -> matter.fold(command -> true, decision -> isWithinAuthority(act, decision))));
        approval.matter()
                .<Runnable>fold(
                        command -> () -> giveCommand(context, act, approval, command),
                        decision ->
                                () -> decisions.give(context, approval, decision, id -> given(context, approval, id)))
                .run();
    }

    private void giveCommand(Context context, Act act, Approval approval, Matter.Command command) {
        Later.answer(
                context,
                ports.executor(),
                ports.commands().give(command.request(), Optional.of(approval.approvalId()), approval.actors()),
                receipt -> {
                    commandAudit.keep(act, AuditAction.MODEL_COMMANDED, command.request(), receipt);
                    given(context, approval, receipt.commandId());
                });
    }

    /** {@code POST /v1/approvals/{approvalId}/decline}: 200. */
    void decline(Context context) {
        Approval seen = seen(context);
        Answers.json(context, 200, json(decided(approvals.decline(Authentication.act(context), seen.approvalId()))));
    }

    private boolean isWithinAuthority(Act act, Matter.Decision decision) {
        return ports.review()
                .authority()
                .allows(act.caller().role(), decision.insurer(), decision.currency(), decision.amount());
    }

    private void given(Context context, Approval approval, String id) {
        approvals.given(approval, id);
        ObjectNode json = json(approval);
        ApprovalJson.given(json, approval, id);
        Answers.json(context, 200, json);
    }

    private static Approval decided(Decided decided) {
        return switch (decided.outcome()) {
            case DONE -> Objects.requireNonNull(decided.approval());
            case NOT_FOUND -> throw noSuchApproval();
            case OWN ->
                throw new ProblemException(
                        ProblemCode.SECOND_PERSON_NEEDED, "Expected someone else than who asked for it.");
            case NOBODY -> throw personUnknown();
            case TOO_MUCH ->
                throw new ProblemException(
                        ProblemCode.ABOVE_AUTHORITY, "Expected someone whose own limit allows the amount.");
            case ENDED ->
                throw new ProblemException(
                        ProblemCode.APPROVAL_ENDED, "Expected something that still waits; see the approval.");
        };
    }

    /** Nobody knows who asks, where two persons are needed. */
    static ProblemException personUnknown() {
        return new ProblemException(
                ProblemCode.PERSON_UNKNOWN,
                "Expected persons who are known: who signed in, or uses a key that was made or rotated by who signed in.");
    }

    /** The answer to something that waits. */
    static void waits(Context context, Approval approval) {
        String link = Links.approval(approval.approvalId());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("approvalId", approval.approvalId()).put("state", "WAITING").put("link", link);
        context.header("Location", link);
        Answers.json(context, 202, json);
    }

    private Approval seen(Context context) {
        return Query.id(context, "approvalId")
                .flatMap(id -> approvals.find(Authentication.caller(context), id))
                .orElseThrow(ApprovalHandlers::noSuchApproval);
    }

    private ObjectNode json(Approval approval) {
        return ApprovalJson.of(approval, ports.clock().instant());
    }

    private static ProblemException noSuchApproval() {
        return new ProblemException(ProblemCode.APPROVAL_NOT_FOUND, "Expected the id of an approval.");
    }
}
