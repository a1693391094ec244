package io.claimstream.feedback.desk;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.Claim.DeadLetter;

/**
 * A submitted revision.
 *
 * @param claim its claim
 * @param revision counted from 1
 * @param contentHash hash of what it says
 * @param where its record
 */
public record Submission(ClaimKey claim, int revision, String contentHash, RecordRef where) {

    /** Whether the record that died is this one. */
    boolean isOf(DeadLetter letter) {
        return letter.source().partition() == where.getPartition()
                && letter.source().offset() == where.getOffset();
    }
}
