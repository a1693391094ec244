package io.claimstream.domain.history;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.feature.FeatureVector;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An accepted revision gathers the histories of the entities that it names, then becomes features. Pure. */
public final class Gathering {

    private Gathering() {}

    /** An accepted revision that has no snapshot yet, and came in at no particular time. */
    public static PendingFeatures begin(ClaimAccepted claim, RecordRef accepted, int revisions) {
        return new PendingFeatures(claim, accepted, revisions, List.of(), null);
    }

    /**
     * An accepted revision that has no snapshot yet.
     *
     * @param ingestedAt when its submission came in: the Kafka timestamp of the accepted record
     */
    public static PendingFeatures begin(ClaimAccepted claim, RecordRef accepted, int revisions, Instant ingestedAt) {
        return new PendingFeatures(claim, accepted, revisions, List.of(), ingestedAt);
    }

    /** With one more snapshot; the claimant stands first. A second snapshot of the same kind changes nothing. */
    public static PendingFeatures add(PendingFeatures pending, EntitySnapshot snapshot) {
        boolean known =
                pending.getSnapshots().stream().anyMatch(other -> other.getEntityKind() == snapshot.getEntityKind());
        return known ? pending : with(pending, snapshot);
    }

    // Built anew and not with a copying builder, which copies the claim deeply.
    private static PendingFeatures with(PendingFeatures pending, EntitySnapshot snapshot) {
        List<EntitySnapshot> snapshots = Stream.concat(pending.getSnapshots().stream(), Stream.of(snapshot))
                .sorted(Comparator.comparing(EntitySnapshot::getEntityKind))
                .toList();
        return new PendingFeatures(
                pending.getClaim(),
                pending.getAccepted(),
                pending.getRevisions(),
                snapshots,
                pending.getIngestedAt().orElse(null));
    }

    /** Whether no snapshot is missing. A claim that names no provider waits for one snapshot only. */
    private static boolean isComplete(PendingFeatures pending) {
        int wanted = pending.getClaim().getProviderPseudonym().isPresent() ? 2 : 1;
        return pending.getSnapshots().size() >= wanted;
    }

    /** The features record; empty while a snapshot is missing. */
    public static Optional<ClaimFeatures> complete(PendingFeatures pending) {
        return isComplete(pending) ? Optional.of(features(pending)) : Optional.empty();
    }

    /**
     * The features of a claim with other facts and the very history of the record that it was served with. The same facts give the same record.
     *
     * @param claim the claim, whose identity is that of the record
     * @param served the record, of the feature set in force
     */
    public static ClaimFeatures again(ClaimAccepted claim, ClaimFeatures served) {
        return features(
                new PendingFeatures(claim, served.getAccepted(), revisions(served), served.getSnapshots(), null));
    }

    /** Accepted revisions of a claim when its features were served, that one included. */
    public static int revisions(ClaimFeatures served) {
        return served.getValues().get(FeatureGroups.index("revision_count")).intValue();
    }

    private static ClaimFeatures features(PendingFeatures pending) {
        ClaimAccepted claim = pending.getClaim();
        FeatureVector vector = FeatureSetV1.compute(claim, pending.getRevisions(), pending.getSnapshots());
        return ClaimFeatures.newBuilder()
                .setInsurer(claim.getInsurer())
                .setClaimId(claim.getClaimId())
                .setRevision(claim.getRevision())
                .setLineOfBusiness(claim.getLineOfBusiness())
                .setCurrency(claim.getCurrency())
                .setEventTime(claim.getEventTime())
                .setAnswerDueAt(claim.getAnswerDueAt().orElse(null))
                .setClaimantPseudonym(claim.getClaimantPseudonym())
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(vector.asList())
                .setUnseenCategories(vector.unseenCategories())
                .setSumOfHeads(vector.sumOfHeads())
                .setAccepted(pending.getAccepted())
                .setSnapshots(pending.getSnapshots())
                .build();
    }
}
