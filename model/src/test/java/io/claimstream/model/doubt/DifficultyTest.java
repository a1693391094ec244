package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.doubt.DifficultyTree.Node;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifficultyTest {

    private static final DifficultyTree BY_FIRST =
            new DifficultyTree(List.of(new Node(0, 10, true, 1, 0.2), Node.leaf(0.1), Node.leaf(0.3)));
    private static final DifficultyTree BY_THIRD =
            new DifficultyTree(List.of(new Node(2, 5, false, 1, 1), Node.leaf(0.5), Node.leaf(2)));

    @Test
    void shouldMultiplyWhatItsTreesSay() {
        Difficulty difficulty = new Difficulty(List.of(BY_FIRST, BY_THIRD));

        assertThat(difficulty.scale(new float[] {0, 0, 0})).isCloseTo(0.05, within(1e-15));
        assertThat(difficulty.scale(new float[] {10, 0, 0})).isCloseTo(0.15, within(1e-15));
        assertThat(difficulty.scale(new float[] {Float.NaN, 0, Float.NaN})).isCloseTo(0.2, within(1e-15));
        assertThat(difficulty.greatestFeature()).isEqualTo(2);
    }

    @Test
    void shouldBeTheSameForAllClaimsWhenEven() {
        assertThat(Difficulty.even().scale(new float[] {7})).isEqualTo(1);
    }

    @Test
    void shouldRefuseNoTreesAndTooMany() {
        assertThatThrownBy(() -> new Difficulty(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Difficulty(Collections.nCopies(Difficulty.MAX_TREES + 1, BY_FIRST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected 1 to 32 trees");
    }

    @Test
    void shouldRefuseProductsThatNoFloatHolds() {
        for (double scale : new double[] {1e-10, 1e10}) {
            List<DifficultyTree> trees = Collections.nCopies(4, new DifficultyTree(List.of(Node.leaf(scale))));

            assertThatThrownBy(() -> new Difficulty(trees))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected difficulties from");
        }
    }
}
