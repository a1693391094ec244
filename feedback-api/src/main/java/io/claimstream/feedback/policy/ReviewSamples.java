package io.claimstream.feedback.policy;

import io.claimstream.event.ClaimScored;
import io.claimstream.model.ReviewReason;
import org.jdbi.v3.core.Handle;

/**
 * Scores that a policy would have accepted and that were drawn for a person to look at. They wait in the review queue for a reason of their own; what
 * the read model sums up finds them here, so that a rebuild keeps them.
 */
public final class ReviewSamples {

    private static final String COUNT = "select count(*) from record_review_sample where score_id = :score";
    private static final String ADD =
            "insert into record_review_sample (score_id, insurer, claim_id, policy, scored_at)"
                    + " values (:score, :insurer, :claim, :policy, :at)";

    /** The claim as it is listed; it waits, else it would not have been drawn. */
    private static final String WAIT = "insert into view_waiting_reason"
            + " (insurer, claim_id, reason, line_of_business, currency, due_order, risk_order)"
            + " select c.insurer, c.claim_id, cast(:reason as varchar), c.line_of_business, c.currency, c.due_order, c.risk_order"
            + " from view_claim c where c.insurer = :insurer and c.claim_id = :claim"
            + " and not exists (select 1 from view_waiting_reason w"
            + " where w.insurer = c.insurer and w.claim_id = c.claim_id and w.reason = :reason)";

    private ReviewSamples() {}

    /**
     * Adds a score, once, within the handle's transaction.
     *
     * @param policy who would have accepted it, as it stands in events
     */
    public static void add(Handle handle, ClaimScored score, String policy) {
        if (handle.createQuery(COUNT)
                        .bind("score", score.getScoreId())
                        .mapTo(Long.class)
                        .one()
                > 0) {
            return;
        }
        handle.createUpdate(ADD)
                .bind("score", score.getScoreId())
                .bind("insurer", score.getInsurer())
                .bind("claim", score.getClaimId())
                .bind("policy", policy)
                .bind("at", score.getScoredAt())
                .execute();
        handle.createUpdate(WAIT)
                .bind("insurer", score.getInsurer())
                .bind("claim", score.getClaimId())
                .bind("reason", ReviewReason.AUTOMATIC_SAMPLE.name())
                .execute();
    }
}
