package io.claimstream.domain.history;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.Pence;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.Contribution;
import io.claimstream.event.RevisionSeen;
import io.claimstream.event.SettlementSeen;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a claim contributes to the history of its claimant and provider in its currency. A claim counts once, by its latest revision and its
 * latest standing settlement, in whatever order these arrive: a change takes back what the claim had added before, in the currency that it
 * had then. A settlement paid in another currency than the claim has now is not counted. Pure.
 */
public final class ClaimHistory {

    /** The state of a claim of which nothing is known. */
    public static final ClaimHistoryState UNKNOWN = ClaimHistoryState.newBuilder()
            .setSettlements(List.of())
            .setRevisions(0)
            .setAccepted(List.of())
            .build();

    private ClaimHistory() {}

    /**
     * A revision is accepted. Each entity that it names is asked for a snapshot. A revision at or below the latest one is a redelivery, as
     * claim-ingest accepts the revisions of a claim in ascending order only.
     */
    public static HistoryTransition accept(ClaimHistoryState state, ClaimAccepted claim) {
        if (state.getRevision().orElse(Integer.MIN_VALUE) >= claim.getRevision()) {
            return HistoryTransition.none(state);
        }
        List<RevisionSeen> accepted = AcceptedRevisions.with(state.getAccepted(), claim);
        Contribution claimed = Contribution.newBuilder()
                .setClaimDay(day(claim.getEventTime()))
                .setClaimedPence(Pence.of(HeadOfLoss.sum(claim.getHeadsOfLoss())))
                .build();
        ClaimHistoryState next = ClaimHistoryState.newBuilder()
                .setRevision(claim.getRevision())
                .setClaimant(claim.getClaimantPseudonym())
                .setProvider(claim.getProviderPseudonym().orElse(null))
                .setCurrency(claim.getCurrency())
                .setContribution(Settlements.apply(claimed, state.getSettlements(), accepted))
                .setSettlements(state.getSettlements())
                .setRevisions(state.getRevisions() + 1)
                .setAccepted(accepted)
                .build();
        return new HistoryTransition(next, EntityChanges.onRevision(state, next, claim), true);
    }

    /**
     * Feedback arrives, perhaps before its claim. Only settlements with an amount and withdrawals say something about history; a feedback
     * already seen says nothing new.
     */
    public static HistoryTransition feedback(ClaimHistoryState state, ClaimFeedback feedback) {
        Optional<ClaimHistoryState> next =
                Settlements.add(state.getSettlements(), feedback).map(settlements -> settled(state, settlements));
        return next.map(after -> new HistoryTransition(after, EntityChanges.onFeedback(state, after, feedback), true))
                .orElse(HistoryTransition.none(state));
    }

    // Built anew and not with a copying builder, which copies deeply.
    private static ClaimHistoryState settled(ClaimHistoryState state, List<SettlementSeen> settlements) {
        return ClaimHistoryState.newBuilder()
                .setRevision(state.getRevision().orElse(null))
                .setClaimant(state.getClaimant().orElse(null))
                .setProvider(state.getProvider().orElse(null))
                .setCurrency(state.getCurrency().orElse(null))
                .setContribution(state.getContribution()
                        .map(contribution -> Settlements.apply(contribution, settlements, state.getAccepted()))
                        .orElse(null))
                .setSettlements(settlements)
                .setRevisions(state.getRevisions())
                .setAccepted(state.getAccepted())
                .build();
    }

    /** The day of an instant: days since 1970-01-01 UTC. */
    static int day(Instant instant) {
        return Math.toIntExact(instant.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
    }
}
