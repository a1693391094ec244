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

    /** What the keys of a claim's revisions have in common. */
    static String prefix(ClaimAccepted claim) {
        return ClaimKey.textOf(claim.getInsurer(), claim.getClaimId()) + "|";
    }

    /** The revision in a key. */
    static int revision(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('|') + 1));
    }

    private static String of(String insurer, String claimId, int revision) {
        return ClaimKey.textOf(insurer, claimId) + "|" + revision;
    }
}
