package io.claimstream.domain.history;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.Contribution;
import io.claimstream.event.EntityKind;
import io.claimstream.event.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The change of a claim's state as one event for each history touched: claimant before provider, old before new. Pure. */
final class EntityChanges {

    private EntityChanges() {}

    static List<HistoryEvent> onRevision(ClaimHistoryState before, ClaimHistoryState after, ClaimAccepted claim) {
        Cause cause =
                new Cause(claim.getInsurer(), claim.getClaimId(), claim.getRevision(), claim.getEventTime(), true);
        return changes(before, after, cause);
    }

    /** Empty while the claim is unknown, and when the standing settlement stays the same. */
    static List<HistoryEvent> onFeedback(ClaimHistoryState before, ClaimHistoryState after, ClaimFeedback feedback) {
        if (before.getContribution().equals(after.getContribution())) {
            return List.of();
        }
        Cause cause = new Cause(
                feedback.getInsurer(),
                feedback.getClaimId(),
                after.getRevision().orElseThrow(),
                feedback.getEventTime(),
                false);
        return changes(before, after, cause);
    }

    private static List<HistoryEvent> changes(ClaimHistoryState before, ClaimHistoryState after, Cause cause) {
        return Stream.of(
                        changesOf(EntityKind.CLAIMANT, ClaimHistoryState::getClaimant, before, after, cause),
                        changesOf(EntityKind.PROVIDER, ClaimHistoryState::getProvider, before, after, cause))
                .flatMap(List::stream)
                .toList();
    }

    private static List<HistoryEvent> changesOf(
            EntityKind kind,
            Function<ClaimHistoryState, Optional<String>> who,
            ClaimHistoryState before,
            ClaimHistoryState after,
            Cause cause) {
        Contribution old = before.getContribution().orElse(null);
        Contribution now = after.getContribution().orElseThrow();
        Optional<EntityKey> left = history(kind, who, before, cause);
        Optional<EntityKey> entered = history(kind, who, after, cause);
        if (left.equals(entered)) {
            return entered.map(key -> cause.event(key, old, now)).stream().toList();
        }
        return Stream.concat(
                        left.map(key -> cause.event(key, old, null)).stream(),
                        entered.map(key -> cause.event(key, null, now)).stream())
                .toList();
    }

    private static Optional<EntityKey> history(
            EntityKind kind, Function<ClaimHistoryState, Optional<String>> who, ClaimHistoryState state, Cause cause) {
        return who.apply(state)
                .map(entity -> new EntityKey(
                        cause.insurer(), kind, entity, state.getCurrency().orElse("")));
    }

    /** Why histories change. A snapshot is wanted of the entities that a new revision names. */
    private record Cause(String insurer, String claimId, int revision, Instant eventTime, boolean isRevision) {

        HistoryEvent event(EntityKey key, @Nullable Contribution retracted, @Nullable Contribution added) {
            return HistoryEvent.newBuilder()
                    .setEntityKind(key.kind())
                    .setEntity(key.pseudonym())
                    .setCurrency(key.currency())
                    .setInsurer(insurer)
                    .setClaimId(claimId)
                    .setRevision(revision)
                    .setEventTime(eventTime)
                    .setRetracted(retracted)
                    .setAdded(added)
                    .setSnapshotWanted(isRevision && added != null)
                    .build();
        }
    }
}
