package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class RetrainTopologyFailureTest {

    private static final List<Consumer<TopologyFixture>> FACTS = List.of(
            topology -> topology.feedback(SmallWorld.settlement(1)),
            topology -> topology.features(1),
            topology -> topology.score(1, topology.lastFeatures()));

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    @Test
    void shouldGiveOneLabelWhicheverStepThrows() {
        // Given
        FailingSteps none = new FailingSteps(serdes, 0);
        int expected = labelsDespite(none).size();

        for (int step = 1; step <= none.steps(); step++) {
            // When
            List<ClaimLabelled> labels = labelsDespite(new FailingSteps(serdes, step));

            // Then
            assertThat(labels).as("step %d throws", step).hasSize(expected);
        }
        assertThat(expected).isEqualTo(1);
        assertThat(none.steps()).isEqualTo(7);
    }

    /** Plays the facts; a fact that became a dead letter is sent again, an aborted transaction starts over with everything. */
    private List<ClaimLabelled> labelsDespite(FailingSteps steps) {
        try (TopologyFixture topology = new TopologyFixture(serdes, steps)) {
            for (Consumer<TopologyFixture> fact : FACTS) {
                fact.accept(topology);
                if (!topology.deadLetters().isEmpty()) {
                    fact.accept(topology);
                }
            }
            return read(topology);
        } catch (StreamsException aborted) {
            return labelsDespite(new FailingSteps(serdes, 0));
        }
    }

    private static List<ClaimLabelled> read(TopologyFixture topology) {
        List<ClaimLabelled> labels = new ArrayList<>();
        topology.labels().forEach(label -> labels.add(label.value()));
        return labels;
    }
}
