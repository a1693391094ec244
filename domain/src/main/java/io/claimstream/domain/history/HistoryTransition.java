package io.claimstream.domain.history;

import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.HistoryEvent;
import java.util.List;

/**
 * What follows from one event of a claim.
 *
 * @param next the state of the claim from now on
 * @param events changes to the histories of entities, one for each history touched; empty when nothing changes
 * @param fresh false for a redelivery or an event that says nothing about history; then the state is the old one
 */
public record HistoryTransition(ClaimHistoryState next, List<HistoryEvent> events, boolean fresh) {

    public HistoryTransition {
        events = List.copyOf(events);
    }

    static HistoryTransition none(ClaimHistoryState state) {
        return new HistoryTransition(state, List.of(), false);
    }
}
