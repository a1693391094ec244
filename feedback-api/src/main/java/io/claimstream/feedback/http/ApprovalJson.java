package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.desk.FeedbackRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What waits for a second person, as JSON. What does not apply is left out. */
final class ApprovalJson {

    private ApprovalJson() {}

    static ObjectNode of(Approval approval, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("approvalId", approval.approvalId())
                .put("state", approval.state(now).name());
        ObjectNode matter = approval.matter().fold(ApprovalJson::of, ApprovalJson::of);
        json.setAll(matter);
        json.put("askedBy", approval.askedBy())
                .put("askedAt", approval.askedAt().toString())
                .put("expiresAt", approval.expiresAt().toString());
        Approval.Decision decision = approval.decision();
        if (decision != null) {
            json.put("decidedBy", decision.by()).put("decidedAt", decision.at().toString());
            Optional.ofNullable(decision.because().text()).ifPresent(it -> json.put("decidedBecause", it));
            Optional.ofNullable(decision.resultId()).ifPresent(id -> given(json, approval, id));
        }
        return json.put("link", Links.approval(approval.approvalId()));
    }

    private static void given(ObjectNode json, Approval approval, String id) {
        approval.matter()
                .fold(
                        command -> json.put("commandId", id).put("commandLink", Links.command(id)),
                        decision -> json.put("feedbackId", id).put("feedbackLink", Links.feedback(id)));
    }

    private static ObjectNode of(Matter.Command command) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", CommandRequestReader.name(command.request().kind()))
                .set("slot", LifecycleJson.of(command.request().slot()));
        json.put("version", command.request().version());
        if (command.request().share() != null) {
            json.put("share", command.request().share());
        }
        return json.put("reason", command.request().reason());
    }

    private static ObjectNode of(Matter.Decision decision) {
        FeedbackRequest request = decision.request();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", request.kind().name().toLowerCase(Locale.ROOT))
                .put("insurer", decision.claim().insurer())
                .put("claimId", decision.claim().claimId())
                .put("scoreId", decision.scoreId())
                .put("lineOfBusiness", decision.lineOfBusiness())
                .put("currency", decision.currency())
                .put("amount", decision.amount());
        Optional.ofNullable(request.reasonCode()).ifPresent(it -> json.put("reasonCode", it));
        Optional.ofNullable(request.eventTime()).ifPresent(it -> json.put("eventTime", it.toString()));
        Optional.ofNullable(decision.revises())
                .ifPresent(it -> json.put("revises", it).put("revisesLink", Links.feedback(it)));
        return json.put("claimLink", Links.claim(decision.claim())).put("scoreLink", Links.score(decision.scoreId()));
    }
}
