package io.claimstream.domain.feature;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Everything that features are made from.
 *
 * @param claim the accepted revision
 * @param revisions accepted revisions of the claim, this one included
 * @param snapshots histories of the entities that the claim names
 */
record FeatureInput(ClaimAccepted claim, int revisions, List<EntitySnapshot> snapshots) {

    /** The history of the entity of a kind; empty when the claim names none. */
    Optional<EntitySnapshot> history(EntityKind kind) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.getEntityKind() == kind)
                .findFirst();
    }
}
