package io.claimstream.domain.ledger;

import io.claimstream.event.ChainState;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.EnteredUpTo;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.LedgerHead;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** How a chain grows. Pure. */
public final class Chain {

    private Chain() {}

    /** Signs the ends of chains. */
    public interface Signer {

        /** Id of the key: the first 16 hexadecimal digits of the SHA-256 of the public key. */
        String keyId();

        /** The Ed25519 signature of some bytes. */
        byte[] sign(byte[] bytes);
    }

    /** A chain without entries. */
    public static ChainState empty() {
        return new ChainState(0L, LedgerHash.NONE, 0L, LedgerHash.NONE, 0L, List.of());
    }

    /**
     * The next entry of a chain.
     *
     * @param decision what it says; its place in the chain is set here
     */
    public static DecisionEntry next(ChainState end, int partition, DecisionEntry.Builder decision) {
        DecisionEntry entry = decision.setPartition(partition)
                .setSequence(end.getSequence() + 1)
                .setPreviousHash(end.getEntryHash())
                .setEntryHash(LedgerHash.NONE)
                .build();
        return decision.setEntryHash(LedgerHash.of(entry)).build();
    }

    /** The chain with its next entry. */
    public static ChainState after(ChainState end, DecisionEntry entry) {
        return new ChainState(
                entry.getSequence(),
                entry.getEntryHash(),
                end.getHeadNumber(),
                end.getHeadHash(),
                end.getSignedSequence(),
                entered(end.getEntered(), entry.getRecord()));
    }

    /** Whether the record at a place has an entry already, or stands before one that has. */
    public static boolean hasEntered(ChainState end, String topic, int partition, long offset) {
        return end.getEntered().stream().anyMatch(it -> isOf(it, topic, partition) && offset <= it.getOffset());
    }

    private static List<EnteredUpTo> entered(List<EnteredUpTo> before, HashedRecord last) {
        Stream<EnteredUpTo> others = before.stream().filter(it -> !isOf(it, last.getTopic(), last.getPartition()));
        return Stream.concat(others, Stream.of(new EnteredUpTo(last.getTopic(), last.getPartition(), last.getOffset())))
                .toList();
    }

    private static boolean isOf(EnteredUpTo entered, String topic, int partition) {
        return entered.getTopic().equals(topic) && entered.getPartition() == partition;
    }

    /** Whether entries came since the last head. */
    public static boolean isUnsigned(ChainState end) {
        return end.getSequence() > end.getSignedSequence();
    }

    /** The next head of a chain. */
    public static LedgerHead head(ChainState end, int partition, Instant now, Signer signer) {
        LedgerHead.Builder head = LedgerHead.newBuilder()
                .setPartition(partition)
                .setNumber(end.getHeadNumber() + 1)
                .setPreviousHead(end.getHeadHash())
                .setSequence(end.getSequence())
                .setEntryHash(end.getEntryHash())
                .setSignedAt(now.truncatedTo(ChronoUnit.MICROS))
                .setKeyId(signer.keyId())
                .setSignature(ByteBuffer.allocate(0));
        byte[] signature = signer.sign(LedgerHash.signed(head.build()));
        return head.setSignature(ByteBuffer.wrap(signature)).build();
    }

    /** The chain with its next head. */
    public static ChainState after(ChainState end, LedgerHead head) {
        return new ChainState(
                end.getSequence(),
                end.getEntryHash(),
                head.getNumber(),
                LedgerHash.of(head),
                head.getSequence(),
                end.getEntered());
    }
}
