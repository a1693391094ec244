package io.claimstream.feedback.contest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.States;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the audit trail says of a contest: where it stands and by whom, and no text. Pure. */
final class ContestEntry {

    private static final String ADDRESS = "/v1/contests/";

    private ContestEntry() {}

    /** @param before null for one that is opened */
    static AuditEntry of(Act act, AuditAction action, @Nullable Contest before, Contest after) {
        return act.done(
                action,
                ADDRESS + after.contestId(),
                after.subject().claim().insurer(),
                new States(before == null ? null : state(before), state(after)));
    }

    private static ObjectNode state(Contest contest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("claimId", contest.subject().claim().claimId())
                .put("scoreId", contest.subject().scoreId())
                .put("state", contest.state().name())
                .put("dueAt", contest.dueAt().toString())
                .put("texts", contest.texts().size());
        Contest.Review review = contest.review();
        if (review != null) {
            json.put("reviewer", review.reviewer()).put("deciderUnknown", review.isDeciderUnknown());
        }
        Optional.ofNullable(contest.approvalId()).ifPresent(it -> json.put("approvalId", it));
        Contest.Answer answer = contest.answer();
        if (answer != null) {
            json.put("outcome", answer.outcome().name());
            Optional.ofNullable(answer.feedbackId()).ifPresent(it -> json.put("feedbackId", it));
        }
        return json;
    }
}
