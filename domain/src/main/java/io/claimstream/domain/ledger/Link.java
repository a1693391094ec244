package io.claimstream.domain.ledger;

import io.claimstream.event.DecisionEntry;
import java.time.Instant;

/**
 * What matters of an entry to its chain.
 *
 * @param offset where it stands
 * @param knownAt when its decision was known, as it says
 * @param partition the chain that it says it belongs to
 * @param sequence its number in the chain
 * @param previous the hash that it says the entry before has
 * @param stated the hash that it says it has
 * @param computed the hash that it has
 */
public record Link(
        long offset, Instant knownAt, int partition, long sequence, String previous, String stated, String computed) {

    /** The link of an entry. */
    public static Link of(long offset, DecisionEntry entry) {
        String computed = LedgerHash.of(entry);
        boolean isAlike = computed.equals(entry.getEntryHash());
        // One text for both where they are alike: there may be millions.
        return new Link(
                offset,
                entry.getKnownAt(),
                entry.getPartition(),
                entry.getSequence(),
                entry.getPreviousHash(),
                isAlike ? computed : entry.getEntryHash(),
                computed);
    }

    /** What stands in the place of an entry and cannot be read. */
    public static Link unreadable(long offset, int partition, byte[] value) {
        return new Link(offset, Instant.EPOCH, partition, 0, LedgerHash.NONE, LedgerHash.NONE, LedgerHash.of(value));
    }

    /** Whether it is the next one after another of a number and hash. */
    boolean follows(long sequenceBefore, String hashBefore) {
        return sequence == sequenceBefore + 1 && previous.equals(hashBefore);
    }

    /** Whether it says what it said when it was written, as far as it tells itself. */
    boolean isWhole() {
        return stated.equals(computed);
    }
}
