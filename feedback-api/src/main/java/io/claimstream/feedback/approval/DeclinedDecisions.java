package io.claimstream.feedback.approval;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.feedback.approval.Approval.Decision;
import io.claimstream.feedback.outbox.Notice;
import io.claimstream.feedback.outbox.Telling;
import io.claimstream.feedback.outbox.Untold;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Decisions on claims that a second person declined. Not commands about models, which are no decisions on a claim; nor what an erasure or the end of its time ended, which nobody decided.
 * Without states.
 */
public final class DeclinedDecisions {

    private static final String DECLINED = "subject = 'DECISION' and state = 'DECLINED' and decided_by <> 'erasure'";

    /** Has the log told of each. */
    public static final Telling TELLING = new Telling(
            "approvals",
            "Decisions on claims that a second person declined and are not on their topic yet",
            new Untold("record_approval", "approval_id", DECLINED, "decided_at"),
            DeclinedDecisions::notice);

    private DeclinedDecisions() {}

    /** Those of some scores; what was declined first before the rest. */
    static List<Approval> ofScores(Handle handle, List<String> scoreIds) {
        return handle.createQuery("select * from record_approval where " + DECLINED
                        + " and score_id in (<scores>) order by decided_at, approval_id")
                .bindList("scores", scoreIds)
                .map((row, context) -> ApprovalTable.approval(row))
                .list();
    }

    private static Notice<ApprovalDeclined> notice(Handle handle, String approvalId) {
        Approval approval = handle.createQuery("select * from record_approval where approval_id = :id")
                .bind("id", approvalId)
                .map((row, context) -> ApprovalTable.approval(row))
                .one();
        return approval.matter()
                .fold(
                        command -> {
                            throw new IllegalStateException("Expected a decision on a claim: " + approvalId);
                        },
                        decision -> new Notice<>(
                                Topics.CLAIMS_APPROVALS,
                                ClaimKey.textOf(
                                        decision.insurer(), decision.claim().claimId()),
                                of(approval, decision, revision(handle, decision.scoreId()))));
    }

    /** The revision of a score, which never changes: that of a claimant who was erased stays too. */
    private static Optional<Integer> revision(Handle handle, String scoreId) {
        return handle.createQuery("select revision from view_score where score_id = :score")
                .bind("score", scoreId)
                .mapTo(Integer.class)
                .findOne();
    }

    /** Without why, and without the note. */
    private static ApprovalDeclined of(Approval approval, Matter.Decision asked, Optional<Integer> revision) {
        Decision declined = Objects.requireNonNull(approval.decision(), approval.approvalId());
        return new ApprovalDeclined(
                approval.approvalId(),
                asked.insurer(),
                asked.claim().claimId(),
                revision.orElse(null),
                asked.scoreId(),
                asked.request().kind(),
                asked.currency(),
                asked.amount(),
                asked.request().reasonCode(),
                asked.revises(),
                approval.askedBy(),
                approval.askedAt(),
                declined.by(),
                declined.at());
    }
}
