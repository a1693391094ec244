package io.claimstream.domain.importing;

import io.claimstream.event.ClaimSubmitted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a row of a file says, or why it cannot be read. */
public sealed interface RowOutcome {

    /**
     * A row that could be read. The claim is not validated yet: that is for ingest.
     *
     * @param claim the claim, revision 1
     * @param settlement what was paid, in whole pence of the claim's currency; empty when the row has none
     */
    record Read(ClaimSubmitted claim, Optional<BigDecimal> settlement) implements RowOutcome {}

    /**
     * A row that could not be read.
     *
     * @param problems every cell that could not be read, at least one
     */
    record Unreadable(List<CellProblem> problems) implements RowOutcome {}

    /** Handles every case. */
    default <R> R fold(Function<Read, R> read, Function<Unreadable, R> unreadable) {
        return this instanceof Read it ? read.apply(it) : unreadable.apply((Unreadable) this);
    }
}
