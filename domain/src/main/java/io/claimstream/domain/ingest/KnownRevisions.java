package io.claimstream.domain.ingest;

import io.claimstream.domain.validation.Rule;
import io.claimstream.domain.validation.Violations;
import io.claimstream.event.AcceptedRevision;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accepted revisions of one claim, in the order of acceptance, which is also ascending. */
record KnownRevisions(List<AcceptedRevision> accepted) {

    static KnownRevisions of(Optional<ClaimRevisions> known) {
        return new KnownRevisions(known.map(ClaimRevisions::getRevisions).orElse(List.of()));
    }

    boolean holds(int revision, String contentHash) {
        return accepted.stream()
                .anyMatch(it ->
                        it.getRevision() == revision && it.getContentHash().equals(contentHash));
    }

    /** Why a revision that is not a duplicate cannot follow the accepted ones. */
    Optional<Violation> objection(int revision) {
        if (accepted.stream().anyMatch(it -> it.getRevision() == revision)) {
            return Optional.of(Violations.of(
                    Rule.REVISION_CONFLICT, "revision", "the content of an accepted revision to stay as it was"));
        }
        if (accepted.stream().anyMatch(it -> it.getRevision() > revision)) {
            return Optional.of(
                    Violations.of(Rule.STALE_REVISION, "revision", "a revision later than every accepted one"));
        }
        return Optional.empty();
    }

    ClaimRevisions with(AcceptedRevision revision) {
        return new ClaimRevisions(
                Stream.concat(accepted.stream(), Stream.of(revision)).toList());
    }
}
