package io.claimstream.domain.history;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.RevisionSeen;
import io.claimstream.event.SettlementSeen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accepted revisions of one claim in ascending order: they tell in which currency a settlement was paid. Pure. */
final class AcceptedRevisions {

    /** Revisions kept for one claim, as many as labels keep; beyond it the lowest are forgotten. */
    static final int LIMIT = 100;

    private AcceptedRevisions() {}

    /** With the next one. */
    static List<RevisionSeen> with(List<RevisionSeen> seen, ClaimAccepted claim) {
        RevisionSeen next = new RevisionSeen(
                claim.getRevision(),
                claim.getCurrency(),
                claim.getEventTime(),
                ScoreId.live(claim.getInsurer(), claim.getClaimId(), claim.getRevision())
                        .text());
        return Stream.concat(seen.stream().skip(Math.max(0, seen.size() + 1 - LIMIT)), Stream.of(next))
                .toList();
    }

    /**
     * The revision that a settlement is about, by the rule that labels follow: the one whose number or score it names; otherwise the
     * latest whose event time is not after its own, or the first when all are later. Empty while the named one is not accepted.
     */
    static Optional<RevisionSeen> meantBy(List<RevisionSeen> seen, SettlementSeen settlement) {
        List<RevisionSeen> candidates =
                seen.stream().filter(revision -> isNamed(revision, settlement)).toList();
        return candidates.stream()
                .filter(revision -> !revision.getEventTime().isAfter(settlement.getEventTime()))
                .reduce((earlier, later) -> later)
                .or(() -> candidates.stream().findFirst());
    }

    private static boolean isNamed(RevisionSeen revision, SettlementSeen settlement) {
        return settlement
                        .getRevision()
                        .map(named -> named == revision.getRevision())
                        .orElse(true)
                && settlement
                        .getScoreId()
                        .map(named -> named.equals(revision.getScoreId()))
                        .orElse(true);
    }
}
