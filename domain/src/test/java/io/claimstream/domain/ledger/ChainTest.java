package io.claimstream.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.ledger.Ledgers.Key;
import io.claimstream.event.ChainState;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.EnteredUpTo;
import io.claimstream.event.HashedRecord;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final String FEEDBACK = "claims.feedback.v1";
    private static final String SCORED = "claims.scored.v1";

    @Test
    void shouldKnowHowFarEachTopicIsEntered() {
        // When
        ChainState end = with(with(with(Chain.empty(), FEEDBACK, 7), SCORED, 3), FEEDBACK, 9);

        // Then
        assertThat(end.getEntered())
                .containsExactlyInAnyOrder(new EnteredUpTo(SCORED, 2, 3L), new EnteredUpTo(FEEDBACK, 2, 9L));
        assertThat(Chain.hasEntered(end, FEEDBACK, 2, 9)).isTrue();
        assertThat(Chain.hasEntered(end, FEEDBACK, 2, 10)).isFalse();
        assertThat(Chain.hasEntered(end, SCORED, 2, 4)).isFalse();
        assertThat(Chain.hasEntered(end, SCORED, 1, 3)).isFalse();
        assertThat(Chain.hasEntered(Chain.empty(), SCORED, 2, 0)).isFalse();
    }

    @Test
    void shouldKeepThatWhenTheEndIsSigned() {
        // Given
        ChainState end = with(Chain.empty(), FEEDBACK, 7);

        // When
        ChainState signed = Chain.after(end, Chain.head(end, Ledgers.PARTITION, Ledgers.NOW, Key.make()));

        // Then
        assertThat(signed.getEntered()).isEqualTo(end.getEntered());
    }

    private static ChainState with(ChainState end, String topic, long offset) {
        HashedRecord record = new HashedRecord(topic, 2, offset, LedgerHash.NONE);
        return Chain.after(
                end,
                Chain.next(end, 2, DecisionEntry.newBuilder(Ledgers.settled(1)).setRecord(record)));
    }
}
