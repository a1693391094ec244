package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DriftFact;
import io.claimstream.event.WaitingFact;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WaitingFactsTest {

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final KeyValueStore<Integer, WaitingFact> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("facts"), Serdes.Integer(), serdes.of(WaitingFact.class))
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldGiveEachFactOnceAndInOrder() {
        WaitingFacts facts = new WaitingFacts(store);

        assertThat(facts.note(fact(5))).isEqualTo(1);
        assertThat(facts.note(fact(6))).isEqualTo(2);
        assertThat(facts.take()).extracting(DriftFact::getFeatures).containsExactly(List.of(5), List.of(6));
        assertThat(facts.take()).isEmpty();
        assertThat(facts.note(fact(7))).isEqualTo(1);
        assertThat(facts.take()).extracting(DriftFact::getFeatures).containsExactly(List.of(7));
    }

    @Test
    void shouldKnowAfterARestartWhatWaits() {
        // Given: three were counted, two wait in the places of the first two.
        WaitingFacts before = new WaitingFacts(store);
        List.of(1, 2, 3).forEach(bucket -> before.note(fact(bucket)));
        before.take();
        before.note(fact(4));
        before.note(fact(5));

        // When
        WaitingFacts after = new WaitingFacts(store);

        // Then
        assertThat(after.note(fact(6))).isEqualTo(3);
        assertThat(after.take()).extracting(DriftFact::getFeatures).containsExactly(List.of(4), List.of(5), List.of(6));
    }

    @Test
    void shouldKnowAfterARestartThatNothingWaits() {
        // Given: a restart right after the count, and another one after the next fact.
        WaitingFacts before = new WaitingFacts(store);
        List.of(1, 2, 3).forEach(bucket -> before.note(fact(bucket)));
        before.take();

        // When
        WaitingFacts after = new WaitingFacts(store);
        after.note(fact(4));

        // Then
        assertThat(new WaitingFacts(store).take())
                .extracting(DriftFact::getFeatures)
                .containsExactly(List.of(4));
        assertThat(new WaitingFacts(store).take()).isEmpty();
    }

    private static DriftFact fact(int bucket) {
        return new DriftFact("MOTOR_INJURY", "GBP", "v1", Instant.EPOCH, List.of(bucket), null);
    }
}
