package io.claimstream.domain.history;

import io.claimstream.event.EntityKind;
import io.claimstream.event.HistoryEvent;
import java.time.Instant;

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

    /**
     * What ends the history of a claimant who was erased: it is empty from there on, whatever later records add or take back. Whatever follows on the log is a pure function of the log
     * still.
     */
    public HistoryEvent erasure(Instant erasedAt) {
        return HistoryEvent.newBuilder()
                .setEntityKind(kind)
                .setEntity(pseudonym)
                .setCurrency(currency)
                .setInsurer(insurer)
                .setClaimId("")
                .setRevision(0)
                .setEventTime(erasedAt)
                .setSnapshotWanted(false)
                .setErased(true)
                .build();
    }

    /** {@code insurer|kind|pseudonym|currency}. */
    public String text() {
        return insurer + "|" + kind + "|" + pseudonym + "|" + currency;
    }
}
