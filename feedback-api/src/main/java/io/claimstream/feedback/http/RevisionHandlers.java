package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.desk.Revision;
import io.claimstream.feedback.view.Feedback;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what is said instead of an earlier feedback. */
final class RevisionHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final FeedbackListHandlers lists;
    private final FeedbackRequestReader reader;

    RevisionHandlers(ApiPorts ports, RequestBody body, FeedbackListHandlers lists) {
        this.ports = ports;
        this.body = body;
        this.lists = lists;
        this.reader = new FeedbackRequestReader(ports.clock());
    }

    /** {@code PUT /v1/feedback/{feedbackId}}: 200 once Kafka has the new one and the withdrawal of the earlier one. */
    void revise(Context context) {
        Precondition precondition = Precondition.required(context);
        FeedbackRequest request = reader.readRevision(body.json(context));
        if (!ports.caughtUp().getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        Feedback earlier = lists.required(context);
        if (earlier.said().kind() == FeedbackKind.WITHDRAWN) {
            throw new ProblemException(
                    ProblemCode.NOTHING_TO_WITHDRAW, "Expected a feedback that is not itself a withdrawal.");
        }
        precondition.require(context, FeedbackJson.tag(earlier), Links.feedback(earlier.feedbackId()));
        if (earlier.withdrawn()) {
            throw changed(context, earlier);
        }
        requireAuthority(context, earlier, request);
        Later.answer(
                context,
                ports.executor(),
                ports.revisions()
                        .revise(earlier, request, Authentication.caller(context).name()),
                revision -> answer(context, earlier, request, revision));
    }

    /** What would wait is given as a new feedback: until a second person confirms it, the earlier one is to stand. */
    private void requireAuthority(Context context, Feedback earlier, FeedbackRequest request) {
        boolean isAllowed = ports.revisions()
                .scoreOf(earlier, request)
                .map(score -> DecisionDesk.decision(score, request))
                .map(it -> ports.review()
                        .authority()
                        .allows(Authentication.caller(context).role(), it.insurer(), it.currency(), it.amount()))
                .orElse(true);
        if (!isAllowed) {
            throw new ProblemException(
                    ProblemCode.ABOVE_AUTHORITY,
                    "Expected an amount that you may decide alone; given as a new feedback, it waits for a second person.");
        }
    }

    private void answer(Context context, Feedback earlier, FeedbackRequest request, Revision revision) {
        switch (revision.outcome()) {
            case REVISED -> {
                String id = Objects.requireNonNull(revision.id());
                ports.access().audit().addAfterwards(audited(context, earlier, request, id));
                ports.review().queue().decided(earlier.claim());
                revised(context, id, earlier.feedbackId());
            }
            case UNCHANGED -> revised(context, earlier.feedbackId(), null);
            case CHANGED -> throw changed(context, earlier);
            case SUPERSEDED ->
                throw new ProblemException(DecisionDesk.superseded(Objects.requireNonNull(revision.id())));
            case UNKNOWN_SCORE ->
                throw new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected a claim that is scored.");
        }
    }

    private static ProblemException changed(Context context, Feedback earlier) {
        return Precondition.failed(
                context,
                EntityTag.of(2),
                "Expected a feedback that stands: it was taken back, or is being revised.",
                Links.feedback(earlier.feedbackId()));
    }

    private static void revised(Context context, String feedbackId, @Nullable String withdrawnId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", feedbackId)
                .put("link", Links.feedback(feedbackId))
                .put("noteStored", false);
        Optional.ofNullable(withdrawnId).ifPresent(it -> json.put("withdrawnFeedbackId", it));
        context.header("Location", Links.feedback(feedbackId));
        EntityTag.of(1).into(context);
        Answers.json(context, 200, json);
    }

    private static AuditEntry audited(Context context, Feedback earlier, FeedbackRequest request, String id) {
        return Authentication.act(context)
                .done(
                        AuditAction.FEEDBACK_REVISED,
                        Links.feedback(id),
                        earlier.claim().insurer(),
                        new States(
                                state(
                                        earlier.feedbackId(),
                                        earlier.said().kind(),
                                        earlier.said().amount()),
                                state(id, request.kind(), request.amount())));
    }

    private static ObjectNode state(String id, FeedbackKind kind, @Nullable BigDecimal amount) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", id).put("kind", kind.name());
        Optional.ofNullable(amount).ifPresent(it -> json.put("amount", it));
        return json;
    }
}
