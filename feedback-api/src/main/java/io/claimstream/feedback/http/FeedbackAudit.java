package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.view.Feedback;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows once Kafka has a feedback: it is audited, and nobody works on a claim that is decided. */
final class FeedbackAudit {

    private final ApiPorts ports;

    FeedbackAudit(ApiPorts ports) {
        this.ports = ports;
    }

    /** A feedback that needed no second person. */
    void given(Act act, String feedbackId, ClaimKey claim, String scoreId, FeedbackRequest request) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("kind", request.kind().name()).put("claimId", claim.claimId()).put("scoreId", scoreId);
        Optional.ofNullable(request.amount()).ifPresent(amount -> state.put("amount", amount));
        Optional.ofNullable(request.withdrawnFeedbackId()).ifPresent(id -> state.put("withdrawnFeedbackId", id));
        ports.access()
                .audit()
                .addAfterwards(act.done(
                        AuditAction.FEEDBACK_GIVEN, Links.feedback(feedbackId), claim.insurer(), States.made(state)));
        if (request.kind() != FeedbackKind.WITHDRAWN) {
            ports.review().queue().decided(claim);
        }
    }

    /** What is said instead of an earlier feedback. */
    void revised(Act act, Feedback earlier, FeedbackRequest request, String feedbackId) {
        ports.access()
                .audit()
                .addAfterwards(act.done(
                        AuditAction.FEEDBACK_REVISED,
                        Links.feedback(feedbackId),
                        earlier.claim().insurer(),
                        new States(
                                state(
                                        earlier.feedbackId(),
                                        earlier.said().kind(),
                                        earlier.said().amount()),
                                state(feedbackId, request.kind(), request.amount()))));
        ports.review().queue().decided(earlier.claim());
    }

    private static ObjectNode state(String id, FeedbackKind kind, @Nullable BigDecimal amount) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", id).put("kind", kind.name());
        Optional.ofNullable(amount).ifPresent(it -> json.put("amount", it));
        return json;
    }

    /** A decision that a second person has confirmed. */
    void given(Act act, String feedbackId, Matter.Decision decision) {
        given(act, feedbackId, decision.claim(), decision.scoreId(), decision.request());
    }
}
