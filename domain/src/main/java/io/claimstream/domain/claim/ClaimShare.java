package io.claimstream.domain.claim;

import java.nio.ByteBuffer;

/** A stable share of claims: the same claim is in it or not on every machine, at every revision. */
public final class ClaimShare {

    private static final int UNUSED_BITS = 11;
    private static final double ONE = 1L << 53;

    private ClaimShare() {}

    /**
     * Whether a claim is in the share: of two shares of one drawing the larger holds the smaller.
     *
     * @param drawing what the share is for; each draws other claims
     * @param share between 0, no claim, and 1, every claim
     */
    public static boolean holds(String drawing, String insurer, String claimId, double share) {
        long bits = ByteBuffer.wrap(Digests.sha256("share", drawing, insurer, claimId))
                .getLong();
        return (bits >>> UNUSED_BITS) / ONE < share;
    }
}
