package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ModelSlot;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelRecordsTest {

    @Test
    void shouldNameSlots() {
        assertThat(Slots.key(Samples.SLOT)).isEqualTo("MOTOR_INJURY|GBP|");
        assertThat(Slots.key(
                        ModelSlot.newBuilder(Samples.SLOT).setInsurer("acme").build()))
                .isEqualTo("MOTOR_INJURY|GBP|acme");
    }

    @Test
    void shouldRefuseBrokenSchemas() {
        assertThatThrownBy(() -> new FeatureSchema("", List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FeatureSchema("v1", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FeatureSchema("v1", List.of("a", "a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseParametersOutOfRange() {
        TrainingParameters defaults = TrainingParameters.defaults();

        assertThat(defaults.withRounds(5).rounds()).isEqualTo(5);
        assertThatThrownBy(() -> defaults.withRounds(0)).hasMessageContaining("rounds");
        assertThatThrownBy(() -> new TrainingParameters(1, 33, 0.1, 0, 1, 1, 1, 256, 1))
                .hasMessageContaining("maxDepth");
        assertThatThrownBy(() -> new TrainingParameters(1, 3, 0, 0, 1, 1, 1, 256, 1))
                .hasMessageContaining("learningRate");
        assertThatThrownBy(() -> new TrainingParameters(1, 3, 0.1, -1, 1, 1, 1, 256, 1))
                .hasMessageContaining("lambda");
        assertThatThrownBy(() -> new TrainingParameters(1, 3, 0.1, 0, 1, 1.5, 1, 256, 1))
                .hasMessageContaining("subsample");
        assertThatThrownBy(() -> new TrainingParameters(1, 3, 0.1, 0, 1, 1, 1, 0, 1, 256, 1, List.of(), List.of()))
                .hasMessageContaining("nodeColumnSample");
        assertThatThrownBy(() -> new TrainingParameters(1, 3, 0.1, 0, 1, 1, 1, 1, 0, 256, 1, List.of(), List.of()))
                .hasMessageContaining("treesPerRound");
        assertThatThrownBy(
                        () -> new TrainingParameters(1, 3, 0.1, 0, 1, 1, 1, 1, 1, 256, 1, List.of(), List.of(), -1, 1))
                .hasMessageContaining("gappedCopies");
        assertThatThrownBy(
                        () -> new TrainingParameters(1, 3, 0.1, 0, 1, 1, 1, 1, 1, 256, 1, List.of(), List.of(), 0, 0))
                .hasMessageContaining("boosters");
    }

    @Test
    void shouldKeepEverythingElseWhenTheRoundsChange() {
        TrainingParameters parameters = new TrainingParameters(
                4, 3, 0.1, 0, 1, 0.9, 0.8, 0.7, 6, 256, 1, List.of("sum_heads"), List.of("sum_general"), 4, 2);

        TrainingParameters changed = parameters.withRounds(5);

        assertThat(changed)
                .isEqualTo(new TrainingParameters(
                        5, 3, 0.1, 0, 1, 0.9, 0.8, 0.7, 6, 256, 1, List.of("sum_heads"), List.of("sum_general"), 4, 2));
        assertThat(changed.trees()).isEqualTo(60);
    }

    @Test
    void shouldKeepMissingValuesOfGoldenRows() {
        GoldenRow golden = GoldenRow.of(new float[] {1.5f, Float.NaN}, 3f);

        assertThat(golden.values()).containsExactly(1.5f, null);
        assertThat(golden.row()).containsExactly(1.5f, Float.NaN);
    }
}
