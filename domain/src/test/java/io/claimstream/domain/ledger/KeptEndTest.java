package io.claimstream.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.domain.ledger.Ledgers.Key;
import io.claimstream.event.ChainState;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.LedgerHead;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was kept elsewhere tells what the ledger alone cannot. */
class KeptEndTest {

    private final Key key = Key.make();
    private final List<DecisionEntry> entries = new ArrayList<>(Ledgers.chain(10));
    private final List<LedgerHead> heads = new ArrayList<>(Ledgers.heads(entries, key, 3, 6, 9));
    private final KeptEnd kept =
            new KeptEnd(Ledgers.PARTITION, 9, entries.get(8).getEntryHash(), 3, LedgerHash.of(heads.get(2)));

    @Test
    void shouldFindNothingInAChainThatGrew() {
        assertThat(faults()).isEmpty();
        assertThat(new KeptEnd(3, 0, LedgerHash.NONE, 0, LedgerHash.NONE).faults(List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void shouldFindAnEndThatIsGoneWithItsHeads() {
        // When
        entries.subList(6, 10).clear();
        heads.subList(2, 3).clear();

        // Then: nothing else tells.
        assertThat(faultsOfTheChain()).isEmpty();
        assertThat(faults())
                .extracting(Fault::kind, Fault::sequence, Fault::place)
                .containsExactly(
                        tuple(Kind.KEPT_MISSING, 7L, "decisions.ledger.v1 2"),
                        tuple(Kind.KEPT_MISSING, 3L, "decisions.heads.v1 2"));
    }

    @Test
    void shouldFindAChainThatIsGone() {
        assertThat(kept.faults(List.of(), List.of()))
                .extracting(Fault::kind)
                .containsExactly(Kind.KEPT_MISSING, Kind.KEPT_MISSING);
    }

    @Test
    void shouldFindAChainThatTheServiceWasMadeToSignAnew() {
        // When
        ChainState end = Chain.after(Chain.empty(), entries.get(6));
        for (int i = 7; i < entries.size(); i++) {
            DecisionEntry entry = Chain.next(
                    end,
                    Ledgers.PARTITION,
                    DecisionEntry.newBuilder(entries.get(i)).setAmount(new BigDecimal("1.00")));
            entries.set(i, entry);
            end = Chain.after(end, entry);
        }
        heads.clear();
        heads.addAll(Ledgers.heads(entries, key, 3, 6, 9, 10));

        // Then: nothing else tells.
        assertThat(faultsOfTheChain()).isEmpty();
        assertThat(faults())
                .extracting(Fault::kind, Fault::sequence, Fault::place)
                .containsExactly(
                        tuple(Kind.KEPT_DIFFERS, 9L, "decisions.ledger.v1 2"),
                        tuple(Kind.KEPT_DIFFERS, 3L, "decisions.heads.v1 2"));
    }

    private List<Fault> faults() {
        return kept.faults(Ledgers.links(entries), heads);
    }

    private List<Fault> faultsOfTheChain() {
        return ChainCheck.faults(
                Ledgers.PARTITION,
                Ledgers.links(entries),
                heads,
                new ChainCheck.Demands(key.trusted(), new Lag(Ledgers.NOW, Duration.ofMinutes(1))));
    }
}
