package io.claimstream.feedback.export;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.RecordRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An accepted revision that names the claimant.
 *
 * @param claim the claim
 * @param number counted from 1
 * @param accepted where it stands on claims.accepted.v1; null when the read model does not know
 * @param submitted where its submission stands, or stood, on claims.submitted.v1; null when the read model does not know
 * @param since when it was first heard of
 * @param acceptedAt Kafka timestamp of the accepted record
 */
record OwnRevision(
        ClaimKey claim,
        int number,
        @Nullable RecordRef accepted,
        @Nullable RecordRef submitted,
        Instant since,
        Instant acceptedAt) {}
