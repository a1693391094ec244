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
        /** Heads are gone, doubled or out of order. */
        HEAD_MISSING,
        /** The record that an entry is about is not what it was. */
        RECORD_CHANGED,
        /** The record that an entry is about is gone, and no erasure names it. */
        RECORD_MISSING,
        /** A decision that has no entry. */
        NOT_ENTERED,
        /** A decision that has two entries. */
        ENTERED_TWICE
    }
}
