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

/** The change of a claim's state as one event for each entity touched: claimant before provider, old before new. Pure. */
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
        Optional<String> left = who.apply(before);
        Optional<String> entered = who.apply(after);
        if (left.equals(entered)) {
            return entered.map(entity -> cause.event(kind, entity, old, now)).stream()
                    .toList();
        }
        return Stream.concat(
                        left.map(entity -> cause.event(kind, entity, old, null)).stream(),
                        entered.map(entity -> cause.event(kind, entity, null, now)).stream())
                .toList();
    }

    /** Why histories change. A snapshot is wanted of the entities that a new revision names. */
    private record Cause(String insurer, String claimId, int revision, Instant eventTime, boolean isRevision) {

        HistoryEvent event(
                EntityKind kind, String entity, @Nullable Contribution retracted, @Nullable Contribution added) {
            return HistoryEvent.newBuilder()
                    .setEntityKind(kind)
                    .setEntity(entity)
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
