package io.claimstream.domain.history;

import io.claimstream.domain.claim.Pence;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.Contribution;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.RevisionSeen;
import io.claimstream.event.SettlementSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The settlements of one claim. The standing one is the latest by event time (ties by feedback id) that is not withdrawn and whose revision is
 * accepted: it is paid in the currency of that revision. Pure.
 */
final class Settlements {

    private static final Comparator<SettlementSeen> LATEST_LAST =
            Comparator.comparing(SettlementSeen::getEventTime).thenComparing(SettlementSeen::getFeedbackId);

    private Settlements() {}

    /** The settlements with a feedback added; empty when it says nothing new about settlements. */
    static Optional<List<SettlementSeen>> add(List<SettlementSeen> seen, ClaimFeedback feedback) {
        if (feedback.getKind() == FeedbackKind.SETTLED) {
            return feedback.getAmount()
                    .filter(amount -> find(seen, feedback.getFeedbackId()).isEmpty())
                    .map(amount -> with(seen, entry(feedback, feedback.getFeedbackId(), Pence.of(amount), false)));
        }
        if (feedback.getKind() == FeedbackKind.WITHDRAWN) {
            return feedback.getWithdrawnFeedbackId()
                    .filter(id ->
                            find(seen, id).filter(SettlementSeen::getWithdrawn).isEmpty())
                    .map(id -> withdraw(seen, feedback, id));
        }
        return Optional.empty();
    }

    /** A contribution with the standing settlement, or without one when none stands or it is not in the currency of the claim. */
    static Contribution apply(Contribution contribution, List<SettlementSeen> seen, List<RevisionSeen> accepted) {
        Optional<SettlementSeen> standing = standing(seen, accepted).filter(it -> isInCurrencyOfClaim(it, accepted));
        return Contribution.newBuilder()
                .setClaimDay(contribution.getClaimDay())
                .setClaimedPence(contribution.getClaimedPence())
                .setSettledDay(standing.map(SettlementSeen::getEventTime)
                        .map(ClaimHistory::day)
                        .orElse(null))
                .setSettledPence(standing.map(SettlementSeen::getPence).orElse(null))
                .build();
    }

    private static Optional<SettlementSeen> standing(List<SettlementSeen> seen, List<RevisionSeen> accepted) {
        return seen.stream()
                .filter(settlement -> !settlement.getWithdrawn())
                .filter(settlement ->
                        AcceptedRevisions.meantBy(accepted, settlement).isPresent())
                .max(LATEST_LAST);
    }

    private static boolean isInCurrencyOfClaim(SettlementSeen settlement, List<RevisionSeen> accepted) {
        String current = accepted.get(accepted.size() - 1).getCurrency();
        return AcceptedRevisions.meantBy(accepted, settlement)
                .filter(meant -> meant.getCurrency().equals(current))
                .isPresent();
    }

    // A withdrawal may come before what it withdraws: then its mark stands in, and the settlement finds its id taken.
    private static List<SettlementSeen> withdraw(List<SettlementSeen> seen, ClaimFeedback feedback, String id) {
        List<SettlementSeen> others = seen.stream()
                .filter(settlement -> !settlement.getFeedbackId().equals(id))
                .toList();
        SettlementSeen mark = find(seen, id)
                .map(settlement ->
                        SettlementSeen.newBuilder(settlement).setWithdrawn(true).build())
                .orElseGet(() -> entry(feedback, id, 0, true));
        return with(others, mark);
    }

    private static SettlementSeen entry(ClaimFeedback feedback, String id, long pence, boolean withdrawn) {
        return new SettlementSeen(
                id,
                feedback.getEventTime(),
                pence,
                withdrawn,
                feedback.getRevision().orElse(null),
                feedback.getScoreId().orElse(null));
    }

    private static Optional<SettlementSeen> find(List<SettlementSeen> seen, String id) {
        return seen.stream()
                .filter(settlement -> settlement.getFeedbackId().equals(id))
                .findFirst();
    }

    private static List<SettlementSeen> with(List<SettlementSeen> seen, SettlementSeen one) {
        List<SettlementSeen> all = new ArrayList<>(seen);
        all.add(one);
        return all;
    }
}
