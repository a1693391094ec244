package io.claimstream.features;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.SnapshotTaken;

/** Key of a revision that waits for its snapshots: {@code insurer|claimId|revision}. */
final class PendingKey {

    private PendingKey() {}

    static String of(ClaimAccepted claim) {
        return of(claim.getInsurer(), claim.getClaimId(), claim.getRevision());
    }

    static String of(SnapshotTaken snapshot) {
        return of(snapshot.getInsurer(), snapshot.getClaimId(), snapshot.getRevision());
    }

    private static String of(String insurer, String claimId, int revision) {
        return ClaimKey.textOf(insurer, claimId) + "|" + revision;
    }
}
