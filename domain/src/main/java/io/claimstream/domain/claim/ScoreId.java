package io.claimstream.domain.claim;

/**
 * Identity of a score: {@code s_} and 26 characters of lower-case base32. Derived from what is scored, so that a score
 * computed again after a crash has the same id.
 *
 * @param text the id
 */
public record ScoreId(String text) {

    /** The id of the one live score of a revision. */
    public static ScoreId live(String insurer, String claimId, int revision) {
        return new ScoreId("s_" + Digests.base32(Digests.sha256("live", insurer, claimId, Integer.toString(revision))));
    }

    /** The id of the score that a version makes of a revision without deciding it. */
    public static ScoreId shadow(String insurer, String claimId, int revision, String version) {
        return new ScoreId(
                "s_" + Digests.base32(Digests.sha256("shadow", insurer, claimId, Integer.toString(revision), version)));
    }

    /** The id of the score that answers a request to score once more. */
    public static ScoreId rescore(String requestId) {
        return new ScoreId("s_" + Digests.base32(Digests.sha256("rescore", requestId)));
    }

    @Override
    public String toString() {
        return text;
    }
}
