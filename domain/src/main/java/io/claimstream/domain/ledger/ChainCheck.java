package io.claimstream.domain.ledger;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.event.LedgerHead;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Examines one chain and names the first place where it is not as it was written. It takes for granted that whoever changes the topics does
 * not have the key. It cannot see that an end is gone where its heads and the decisions are gone too: that takes a {@link KeptEnd}. Pure.
 */
public final class ChainCheck {

    private static final String LEDGER = Topics.DECISIONS_LEDGER.name() + " ";
    private static final String HEADS = Topics.DECISIONS_HEADS.name() + " ";

    private final int partition;
    private final List<Link> links;
    private final List<LedgerHead> heads;
    private final Demands demands;

    /**
     * What is asked of a chain.
     *
     * @param isSigned whether the signature of a head is by a key that is trusted
     * @param lag how old an entry may be without a signed head at or behind it
     */
    public record Demands(Predicate<LedgerHead> isSigned, Lag lag) {}

    private ChainCheck(int partition, List<Link> links, List<LedgerHead> heads, Demands demands) {
        this.partition = partition;
        this.links = links;
        this.heads = heads;
        this.demands = demands;
    }

    /**
     * What is wrong with a chain: of its entries the first thing, and of its heads the first thing.
     *
     * @param links its entries in the order of the topic
     * @param heads its heads in the order of the topic
     * @param demands which heads count, and what they must be of
     */
    public static List<Fault> faults(int partition, List<Link> links, List<LedgerHead> heads, Demands demands) {
        ChainCheck check = new ChainCheck(partition, links, heads, demands);
        List<Fault> faults = new ArrayList<>();
        Optional<Fault> broken = check.broken();
        broken.ifPresent(faults::add);
        Optional<Fault> badHead = check.badHead();
        badHead.ifPresent(faults::add);
        if (broken.isEmpty()) {
            check.againstHeads().ifPresent(faults::add);
        }
        if (faults.isEmpty()) {
            check.unsigned().ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<Fault> broken() {
        String hash = LedgerHash.NONE;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            if (link.partition() != partition || !link.isWhole() || !link.follows(i, hash)) {
                return Optional.of(new BreakFinder(partition, links, i, hash).fault());
            }
            hash = link.stated();
        }
        return Optional.empty();
    }

    private Optional<Fault> badHead() {
        String hash = LedgerHash.NONE;
        for (int i = 0; i < heads.size(); i++) {
            LedgerHead head = heads.get(i);
            long number = head.getNumber();
            if (!demands.isSigned().test(head)) {
                return Optional.of(fault(
                        Kind.HEAD_UNSIGNED,
                        number,
                        HEADS + partition,
                        "expected head " + number + " signed by a trusted key, but key " + head.getKeyId()
                                + " is unknown here or did not sign it"));
            }
            if (number != i + 1L || !head.getPreviousHead().equals(hash) || head.getPartition() != partition) {
                return Optional.of(fault(
                        Kind.HEAD_MISSING,
                        i + 1L,
                        HEADS + partition,
                        "expected head " + (i + 1) + ", but head " + number
                                + " stands there, or names another one before it"));
            }
            hash = LedgerHash.of(head);
        }
        return Optional.empty();
    }

    private Optional<Fault> againstHeads() {
        long agreed = 0;
        for (LedgerHead head : heads) {
            if (!demands.isSigned().test(head)) {
                continue;
            }
            long sequence = head.getSequence();
            if (sequence > links.size()) {
                return Optional.of(fault(
                        Kind.END_TRUNCATED,
                        links.size() + 1L,
                        LEDGER + partition,
                        "expected entries up to " + sequence + ", as head " + head.getNumber() + " says, but there are "
                                + links.size()));
            }
            if (!hashAt(sequence).equals(head.getEntryHash())) {
                return Optional.of(fault(
                        Kind.CHAIN_REWRITTEN,
                        agreed + 1,
                        LEDGER + partition + "@" + offsetAt(agreed + 1),
                        "expected entry " + sequence + " as head " + head.getNumber() + " signed it, but entries from "
                                + (agreed + 1) + " to " + sequence + " on were made anew"));
            }
            agreed = sequence;
        }
        return Optional.empty();
    }

    /** An entry that must stand at or before a signed head by now, and does not: without it heads that are gone from the end would not be missed. */
    private Optional<Fault> unsigned() {
        Optional<LedgerHead> last =
                heads.stream().filter(demands.isSigned()).max(Comparator.comparing(LedgerHead::getSequence));
        // Whoever signed a moment ago goes on: a service that was away enters old decisions first.
        if (last.filter(it -> demands.lag().mayWait(it.getSignedAt())).isPresent()) {
            return Optional.empty();
        }
        long signed = last.map(LedgerHead::getSequence).orElse(0L);
        return links.stream()
                .skip(signed)
                .filter(it -> !demands.lag().mayWait(it.knownAt()))
                .findFirst()
                .map(link -> fault(
                        Kind.HEAD_MISSING,
                        heads.size() + 1L,
                        HEADS + partition,
                        "expected a head at or after entry " + link.sequence()
                                + " by now, but entries are signed up to " + signed));
    }

    private String hashAt(long sequence) {
        return sequence < 1 ? LedgerHash.NONE : links.get((int) sequence - 1).stated();
    }

    private long offsetAt(long sequence) {
        return links.get((int) sequence - 1).offset();
    }

    private Fault fault(Kind kind, long sequence, String place, String detail) {
        return new Fault(kind, partition, sequence, place, detail);
    }
}
