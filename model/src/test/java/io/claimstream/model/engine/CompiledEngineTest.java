package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.claimstream.model.artifact.ModelRefusedException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompiledEngineTest {

    private static final int FEATURES = 9;

    private final RandomForest random = new RandomForest(5, FEATURES, 7, 2);
    private final byte[] artifact = random.artifact(7);
    private final CompiledEngine engine = CompiledEngine.load(artifact, FEATURES);

    @Test
    void shouldNotAllocateForARow() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] row = random.row();
        float[] contributions = new float[FEATURES + 1];
        engine.explain(row, contributions);
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 1_000; i++) {
            engine.explain(row, contributions);
            engine.margin(row);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void shouldGiveEveryThreadTheSameBits() {
        float[] row = random.row();
        float[] expected = new float[FEATURES + 1];
        float margin = engine.explain(row, expected);

        boolean allEqual = IntStream.range(0, 5_000).parallel().allMatch(i -> {
            float[] found = new float[FEATURES + 1];
            return engine.explain(row, found) == margin && Arrays.equals(found, expected);
        });

        assertThat(allEqual).isTrue();
    }

    @Test
    void shouldScoreRowsTogetherAsAlone() {
        float[] rows = new float[3 * FEATURES];
        float[][] each = {random.row(), random.row(), random.row()};
        for (int i = 0; i < each.length; i++) {
            System.arraycopy(each[i], 0, rows, i * FEATURES, FEATURES);
        }

        assertThat(engine.margins(rows, 3))
                .containsExactly(engine.margin(each[0]), engine.margin(each[1]), engine.margin(each[2]));
    }

    @Test
    void shouldTreatNegativeZeroAsZero() {
        float[] row = new float[FEATURES];
        float[] negative = new float[FEATURES];
        Arrays.fill(negative, -0.0f);

        assertThat(engine.margin(negative)).isEqualTo(engine.margin(row));
    }

    @Test
    void shouldExplainInBothForms() {
        float[] row = random.row();
        float[] contributions = new float[FEATURES + 1];
        float margin = engine.explain(row, contributions);

        Explanation explanation = engine.explain(row);

        assertThat(explanation.margin()).isEqualTo(margin);
        assertThat(explanation.base()).isEqualTo(contributions[FEATURES]);
        assertThat(explanation.contribution(3)).isEqualTo(contributions[3]);
    }

    @Test
    void shouldRefuseRowsOfAnotherLength() {
        assertThatThrownBy(() -> engine.margin(new float[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.explain(new float[FEATURES], new float[FEATURES]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompiledEngine.load(artifact, 3)).isInstanceOf(ModelRefusedException.class);
    }

    @Test
    void shouldNotScoreOnceClosed() {
        CompiledEngine closed = CompiledEngine.load(artifact, FEATURES);
        closed.close();

        assertThatThrownBy(() -> closed.margin(random.row())).isInstanceOf(IllegalStateException.class);
    }
}
