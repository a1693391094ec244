package io.claimstream.domain.claim;

/**
 * Identity of what is scored.
 *
 * @param claim the claim
 * @param revision counted from 1
 */
public record ClaimRevisionId(ClaimKey claim, int revision) {

    public ClaimRevisionId {
        if (revision < 1) {
            throw new IllegalArgumentException("Expected a revision of 1 or more, but got " + revision);
        }
    }

    /**
     * The revision of a claim.
     *
     * @throws IllegalArgumentException if any part is malformed
     */
    public static ClaimRevisionId of(String insurer, String claimId, int revision) {
        return new ClaimRevisionId(new ClaimKey(insurer, claimId), revision);
    }

    /** {@code insurer|claimId|revision}. */
    public String text() {
        return claim.text() + "|" + revision;
    }
}
