package io.claimstream.feedback.whatif;

import io.claimstream.event.ClaimAccepted;
import java.util.List;
import java.util.Optional;

/**
 * The facts of a claim.
 *
 * @param revisions of the revisions that were asked for, in their order; empty for one that is no longer kept
 * @param scored those that a score was made from; empty when they are no longer kept, or no score was asked for
 */
public record KnownFacts(List<Optional<ClaimAccepted>> revisions, Optional<Served> scored) {

    public KnownFacts {
        revisions = List.copyOf(revisions);
    }
}
