package io.claimstream.domain.ingest;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimRevisions;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What becomes of a submitted revision that could be decoded. */
public sealed interface IngestOutcome {

    /**
     * A valid revision.
     *
     * @param claim what goes on
     * @param protectedAttributes what is split off; empty when the claim has none
     * @param next what to remember of the claim from now on
     */
    record Accepted(ClaimAccepted claim, Optional<ClaimProtected> protectedAttributes, ClaimRevisions next)
            implements IngestOutcome {}

    /** A revision that broke rules. Nothing of it is remembered, so a redelivery of it is rejected again. */
    record Rejected(ClaimRejected rejection) implements IngestOutcome {}

    /** An accepted revision that came again with the same content. Nothing is to be done. */
    record Duplicate() implements IngestOutcome {}

    /** Handles every case. */
    default <R> R fold(Function<Accepted, R> accepted, Function<Rejected, R> rejected, Supplier<R> duplicate) {
        if (this instanceof Accepted it) {
            return accepted.apply(it);
        }
        if (this instanceof Rejected it) {
            return rejected.apply(it);
        }
        return duplicate.get();
    }
}
