package io.claimstream.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.domain.ledger.Ledgers.Key;
import io.claimstream.event.ChainState;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.LedgerHead;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was done to a chain is found and named. */
class ChainCheckTest {

    private final Key key = Key.make();
    private final List<DecisionEntry> entries = new ArrayList<>(Ledgers.chain(10));
    private final List<LedgerHead> heads = new ArrayList<>(Ledgers.heads(entries, key, 3, 6, 9));

    @Test
    void shouldFindNothingInWhatNobodyTouched() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldFindNothingInAnEmptyChain() {
        assertThat(ChainCheck.faults(Ledgers.PARTITION, List.of(), List.of(), demands(Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void shouldNameTheEntryThatSaysSomethingElse() {
        // When
        entries.set(4, changed(4).build());

        // Then
        assertFault(Kind.ENTRY_CHANGED, 5, "decisions.ledger.v1 2@8");
    }

    @Test
    void shouldNameTheChangedEntryThatWasHashedAnew() {
        // When
        entries.set(4, Ledgers.rehashed(changed(4)));

        // Then
        assertFault(Kind.ENTRY_CHANGED, 5, "decisions.ledger.v1 2@8");
    }

    @Test
    void shouldNameTheEntryWhoseNumberWasChanged() {
        // When
        entries.set(4, DecisionEntry.newBuilder(entries.get(4)).setSequence(2L).build());

        // Then
        assertFault(Kind.ENTRY_CHANGED, 5, "decisions.ledger.v1 2@8");
    }

    @Test
    void shouldFindTheLastEntryChangedByTheSignedHead() {
        // Given
        heads.addAll(Ledgers.heads(entries, key, 3, 6, 9, 10).subList(3, 4));

        // When
        entries.set(9, Ledgers.rehashed(changed(9)));

        // Then
        assertFault(Kind.CHAIN_REWRITTEN, 10, "decisions.ledger.v1 2@18");
    }

    @Test
    void shouldFindAChainThatWasMadeAnewFromSomewhereOn() {
        // When
        rewrite(4);

        // Then: head 1 after entry 3 agrees, head 2 after entry 6 does not.
        assertFault(Kind.CHAIN_REWRITTEN, 4, "decisions.ledger.v1 2@6");
    }

    @Test
    void shouldNameWhatIsMissing() {
        // When
        entries.remove(4);

        // Then
        assertFault(Kind.ENTRY_MISSING, 5, "decisions.ledger.v1 2@8");
    }

    @Test
    void shouldNameWhatIsMissingFromTheBeginning() {
        // When
        entries.remove(0);
        entries.remove(0);

        // Then
        assertFault(Kind.ENTRY_MISSING, 1, "decisions.ledger.v1 2@0");
        assertThat(faults().get(0).detail()).contains("entries 1 to 2 are gone");
    }

    @Test
    void shouldFindATruncatedEnd() {
        // When
        entries.subList(7, 10).clear();

        // Then
        assertFault(Kind.END_TRUNCATED, 8, "decisions.ledger.v1 2");
    }

    @Test
    void shouldFindAnEmptiedChain() {
        // When
        entries.clear();

        // Then
        assertFault(Kind.END_TRUNCATED, 1, "decisions.ledger.v1 2");
    }

    @Test
    void shouldNameEntriesInAnotherOrder() {
        // When
        Collections.swap(entries, 4, 5);

        // Then
        assertFault(Kind.ENTRY_REORDERED, 6, "decisions.ledger.v1 2@8");
    }

    @Test
    void shouldNameACopyThatWasPutIn() {
        // When
        entries.add(7, entries.get(2));

        // Then
        assertFault(Kind.ENTRY_INSERTED, 3, "decisions.ledger.v1 2@14");
    }

    @Test
    void shouldNameAnEntryThatWasMadeToFit() {
        // Given
        ChainState end = Chain.after(Chain.empty(), entries.get(4));

        // When
        entries.add(5, Chain.next(end, Ledgers.PARTITION, DecisionEntry.newBuilder(Ledgers.settled(77))));

        // Then
        assertFault(Kind.ENTRY_INSERTED, 6, "decisions.ledger.v1 2@10");
    }

    @Test
    void shouldNameAnEntryOfAnotherChain() {
        // When
        entries.add(5, Chain.next(Chain.empty(), 3, DecisionEntry.newBuilder(Ledgers.settled(77))));

        // Then
        assertFault(Kind.ENTRY_INSERTED, 1, "decisions.ledger.v1 2@10");
    }

    @Test
    void shouldFindAHeadByAnotherKey() {
        // When
        heads.set(1, Ledgers.heads(entries, Key.make(), 3, 6).get(1));

        // Then
        assertThat(faults()).first().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.HEAD_UNSIGNED);
            assertThat(it.sequence()).isEqualTo(2);
        });
    }

    @Test
    void shouldFindAHeadThatSaysSomethingElse() {
        // When
        heads.set(1, LedgerHead.newBuilder(heads.get(1)).setSequence(5L).build());

        // Then
        assertThat(faults()).extracting(Fault::kind).containsExactly(Kind.HEAD_UNSIGNED);
    }

    @Test
    void shouldFindAHeadThatIsGone() {
        // When
        heads.remove(1);

        // Then
        assertThat(faults()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.HEAD_MISSING);
            assertThat(it.sequence()).isEqualTo(2);
            assertThat(it.place()).isEqualTo("decisions.heads.v1 2");
        });
    }

    @Test
    void shouldFindAChainThatWasMadeAnewWithoutItsLaterHeads() {
        // Given
        Duration later = Duration.ofHours(1);
        heads.addAll(Ledgers.heads(entries, key, 3, 6, 9, 10).subList(3, 4));
        assertThat(faults(later)).isEmpty();

        // When
        rewrite(4);
        heads.subList(1, heads.size()).clear();

        // Then: the chain is whole, and agrees with the head that is left.
        assertThat(faults(later)).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.HEAD_MISSING);
            assertThat(it.sequence()).isEqualTo(2);
            assertThat(it.detail()).contains("after entry 4 ").endsWith("up to 3");
        });
    }

    @Test
    void shouldFindAChainWithoutAnyHead() {
        // When
        heads.clear();

        // Then
        assertThat(faults()).isEmpty();
        assertThat(faults(Duration.ofMinutes(2))).extracting(Fault::kind).containsExactly(Kind.HEAD_MISSING);
    }

    @Test
    void shouldNotExcuseByATimeThatHasNotCome() {
        // When
        heads.clear();

        // Then
        assertThat(faults(Duration.ofMinutes(-2))).extracting(Fault::kind).containsExactly(Kind.HEAD_MISSING);
    }

    @Test
    void shouldWaitForWhoEntersOldDecisionsAndHasJustSigned() {
        // When: entry 10 is of an hour before the last head.
        entries.set(
                9,
                Chain.next(
                        Chain.after(Chain.empty(), entries.get(8)),
                        Ledgers.PARTITION,
                        changed(9).setKnownAt(Ledgers.NOW.minus(Duration.ofHours(1)))));

        // Then
        assertThat(faults()).isEmpty();
        assertThat(faults(Duration.ofMinutes(2))).extracting(Fault::kind).containsExactly(Kind.HEAD_MISSING);
    }

    private void rewrite(int from) {
        ChainState end = Chain.after(Chain.empty(), entries.get(from - 1));
        entries.set(from, changed(from).build());
        for (int i = from; i < entries.size(); i++) {
            DecisionEntry entry = Chain.next(end, Ledgers.PARTITION, DecisionEntry.newBuilder(entries.get(i)));
            entries.set(i, entry);
            end = Chain.after(end, entry);
        }
    }

    private DecisionEntry.Builder changed(int index) {
        return DecisionEntry.newBuilder(entries.get(index)).setAmount(new BigDecimal("99999.00"));
    }

    private List<Fault> faults() {
        return faults(Duration.ZERO);
    }

    private List<Fault> faults(Duration later) {
        return ChainCheck.faults(Ledgers.PARTITION, Ledgers.links(entries), heads, demands(later));
    }

    private ChainCheck.Demands demands(Duration later) {
        return new ChainCheck.Demands(key.trusted(), new Lag(Ledgers.NOW.plus(later), Duration.ofMinutes(1)));
    }

    private void assertFault(Kind kind, long sequence, String place) {
        assertThat(faults()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it.partition()).isEqualTo(Ledgers.PARTITION);
            assertThat(it.sequence()).isEqualTo(sequence);
            assertThat(it.place()).isEqualTo(place);
        });
    }
}
