package io.claimstream.feedback.policy;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimScored;
import org.jdbi.v3.core.Handle;

/**
 * Scores that a policy would have accepted and that were drawn for a person to look at. They wait in the review queue for a reason of their own: the read
 * model finds them here and sums their claims up anew, within moments, and a rebuild keeps them.
 */
public final class ReviewSamples {

    private static final String COUNT = "select count(*) from record_review_sample where score_id = :score";
    private static final String ADD =
            "insert into record_review_sample (score_id, insurer, claim_id, policy, scored_at)"
                    + " values (:score, :insurer, :claim, :policy, :at)";

    private ReviewSamples() {}

    /** Whether a score of a claim was ever drawn, at whichever revision. */
    static boolean holds(Handle handle, ClaimKey claim) {
        return handle.createQuery(
                                "select count(*) from record_review_sample where insurer = :insurer and claim_id = :claim")
                        .bind("insurer", claim.insurer())
                        .bind("claim", claim.claimId())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

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
    }
}
