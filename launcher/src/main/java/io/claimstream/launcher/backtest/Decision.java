package io.claimstream.launcher.backtest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What was decided for a claim: its live score of the latest revision in the window.
 *
 * @param claim insurer and claim id in one
 * @param estimate the estimate, in the claim's currency
 * @param modelVersion the version that estimated; {@code baseline} for the sum of the heads of loss
 * @param features the record that was scored
 */
record Decision(
        String claim,
        String insurer,
        int revision,
        BigDecimal estimate,
        String modelVersion,
        RecordRef features,
        Instant scoredAt) {

    static Decision of(ClaimScored score) {
        return new Decision(
                ClaimKey.textOf(score.getInsurer(), score.getClaimId()),
                score.getInsurer(),
                score.getRevision(),
                score.getEstimate(),
                score.getModelVersion(),
                score.getFeatures(),
                score.getScoredAt());
    }

    /** Whether features are of the revision that was decided on, and not of another that stands where its own should. */
    boolean isOf(ClaimFeatures record) {
        return claim.equals(ClaimKey.textOf(record.getInsurer(), record.getClaimId()))
                && revision == record.getRevision();
    }
}
