package io.claimstream.domain.history;

import io.claimstream.event.EntityKind;
import io.claimstream.event.HistoryEvent;

/**
 * Identity of the history of an entity in one currency; its text is the key of claims.history.v1. Amounts of different currencies never meet in
 * a history, and neither do the counts of their claims.
 *
 * @param insurer insurer that the pseudonym is scoped by
 * @param kind claimant or provider
 * @param pseudonym pseudonym of the entity
 * @param currency ISO 4217 code of the claims in this history
 */
public record EntityKey(String insurer, EntityKind kind, String pseudonym, String currency) {

    /** The history that an event changes. */
    public static EntityKey of(HistoryEvent event) {
        return new EntityKey(event.getInsurer(), event.getEntityKind(), event.getEntity(), event.getCurrency());
    }

    /** {@code insurer|kind|pseudonym|currency}. */
    public String text() {
        return insurer + "|" + kind + "|" + pseudonym + "|" + currency;
    }
}
