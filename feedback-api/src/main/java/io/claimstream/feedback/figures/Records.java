package io.claimstream.feedback.figures;

import java.util.OptionalLong;

/**
 * How many records of the claim topics there were, by what they are. Submitted records end as accepted, rejected, dead or duplicate; each accepted one
 * gets one live score, or is lost.
 *
 * @param submitted on claims.submitted.v1
 * @param accepted on claims.accepted.v1
 * @param rejected on claims.rejected.v1
 * @param dead dead letters of submissions
 * @param scored live scores
 * @param lost dead letters of accepted revisions, on their way to a score
 * @param rescored scores that were asked for once more
 */
public record Records(long submitted, long accepted, long rejected, long dead, long scored, long lost, long rescored) {

    public static final Records NONE = new Records(0, 0, 0, 0, 0, 0, 0);

    /** With records of a kind more. */
    Records with(String what, long more) {
        return switch (what) {
            case "SUBMITTED" -> new Records(submitted + more, accepted, rejected, dead, scored, lost, rescored);
            case "ACCEPTED" -> new Records(submitted, accepted + more, rejected, dead, scored, lost, rescored);
            case "REJECTED" -> new Records(submitted, accepted, rejected + more, dead, scored, lost, rescored);
            case "DEAD" -> new Records(submitted, accepted, rejected, dead + more, scored, lost, rescored);
            case "SCORED" -> new Records(submitted, accepted, rejected, dead, scored + more, lost, rescored);
            case "LOST" -> new Records(submitted, accepted, rejected, dead, scored, lost + more, rescored);
            case "RESCORED" -> new Records(submitted, accepted, rejected, dead, scored, lost, rescored + more);
            default -> throw new IllegalStateException("Expected a known kind of record.");
        };
    }

    /** Both. */
    public Records plus(Records other) {
        return new Records(
                submitted + other.submitted,
                accepted + other.accepted,
                rejected + other.rejected,
                dead + other.dead,
                scored + other.scored,
                lost + other.lost,
                rescored + other.rescored);
    }

    /**
     * Submitted records without any other outcome: duplicates, and what is still on its way. Empty when there are fewer submissions than outcomes,
     * because submissions are kept for 30 days only and these were counted later.
     */
    public OptionalLong duplicatesOrPending() {
        long left = submitted - accepted - rejected - dead;
        return left < 0 ? OptionalLong.empty() : OptionalLong.of(left);
    }
}
