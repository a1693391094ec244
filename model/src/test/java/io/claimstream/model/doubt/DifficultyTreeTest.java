package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.doubt.DifficultyTree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifficultyTreeTest {

    private static final DifficultyTree TREE = new DifficultyTree(List.of(
            new Node(1, 10, false, 1, 0.2),
            Node.leaf(0.1),
            new Node(0, 3, true, 3, 0.3),
            Node.leaf(0.4),
            Node.leaf(0.5)));

    @Test
    void shouldWalkToTheLeafOfARow() {
        assertThat(TREE.scale(new float[] {0, 9.99f})).isEqualTo(0.1);
        assertThat(TREE.scale(new float[] {2, 10})).isEqualTo(0.4);
        assertThat(TREE.scale(new float[] {3, 10})).isEqualTo(0.5);
    }

    @Test
    void shouldSendMissingValuesWhereTheNodeSays() {
        assertThat(TREE.scale(new float[] {Float.NaN, Float.NaN})).isEqualTo(0.4);
    }

    @Test
    void shouldBeTheSameForAllClaimsWhenEven() {
        assertThat(DifficultyTree.even().scale(new float[] {7})).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsNoTree() {
        for (int left : new int[] {-1, 2, 7}) {
            List<Node> nodes = List.of(new Node(0, 1, true, left, 1), Node.leaf(1), Node.leaf(1));

            assertThatThrownBy(() -> new DifficultyTree(nodes)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new DifficultyTree(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseNumbersThatGiveNoScale() {
        for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Node.leaf(scale)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Node(0, Float.NaN, true, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Node(-1, 0, true, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
