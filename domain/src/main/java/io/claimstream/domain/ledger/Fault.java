package io.claimstream.domain.ledger;

/**
 * Something in the ledger, or named by it, that is not as it was written.
 *
 * @param kind what is wrong
 * @param partition the chain, counted from 0
 * @param sequence number of the entry, or of the head, that it is about; 0 where there is none
 * @param place where on which topic, such as {@code claims.scored.v1 2@17}
 * @param detail what was expected and what stands there
 */
public record Fault(Kind kind, int partition, long sequence, String place, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** An entry says something else than it did. */
        ENTRY_CHANGED,
        /** Entries are gone from the middle of a chain, or from its beginning. */
        ENTRY_MISSING,
        /** An entry stands there that was never written by the service. */
        ENTRY_INSERTED,
        /** Entries stand in another order. */
        ENTRY_REORDERED,
        /** Entries are gone from the end: a signed head names a later one. */
        END_TRUNCATED,
        /** The chain is whole, but not the one that was signed. */
        CHAIN_REWRITTEN,
        /** A head has no signature by a key that is known here. */
        HEAD_UNSIGNED,
        /** Heads are gone, doubled or out of order, or entries that must be signed by now are not. */
        HEAD_MISSING,
        /** The record that an entry is about is not what it was. */
        RECORD_CHANGED,
        /** The record that an entry is about, or was made from, is gone. */
        RECORD_MISSING,
        /** A decision that has no entry. */
        NOT_ENTERED,
        /** A decision that has two entries. */
        ENTERED_TWICE,
        /** The beginning of a partition that is kept without end is gone, or all of it. */
        TOPIC_TRUNCATED,
        /** Entries or heads are gone that were there when the ledger was examined before. */
        KEPT_MISSING,
        /** An entry or a head is another one than when the ledger was examined before. */
        KEPT_DIFFERS
    }
}
