package io.claimstream.domain.history;

import io.claimstream.event.EntityKind;
import io.claimstream.event.HistoryEvent;

/**
 * Identity of an entity with a history; its text is the key of claims.history.v1.
 *
 * @param insurer insurer that the pseudonym is scoped by
 * @param kind claimant or provider
 * @param pseudonym pseudonym of the entity
 */
public record EntityKey(String insurer, EntityKind kind, String pseudonym) {

    /** The entity that an event changes. */
    public static EntityKey of(HistoryEvent event) {
        return new EntityKey(event.getInsurer(), event.getEntityKind(), event.getEntity());
    }

    /** {@code insurer|kind|pseudonym}. */
    public String text() {
        return insurer + "|" + kind + "|" + pseudonym;
    }
}
