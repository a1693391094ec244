package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.Samples;
import io.claimstream.model.artifact.ModelRefusedException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class XgboostEngineTest {

    private static byte[] artifact = new byte[0];
    private static XgboostEngine engine;

    @BeforeAll
    static void load() {
        artifact = Samples.candidate().artifact().bytes();
        engine = XgboostEngine.load(artifact, Samples.SCHEMA.size());
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void shouldExplainTheMarginItPredicts() {
        for (int i = 0; i < 20; i++) {
            float[] row = Samples.row(1_000 + i);

            Explanation explanation = engine.explain(row);

            double sum = explanation.base();
            for (int feature = 0; feature < explanation.size(); feature++) {
                sum += explanation.contribution(feature);
            }
            assertThat(explanation.margin()).isEqualTo(engine.margin(row));
            assertThat(sum).isCloseTo(explanation.margin(), within(1e-5 * (1 + Math.abs(explanation.margin()))));
        }
    }

    @Test
    void shouldScoreRowsTogetherAsAlone() {
        float[] rows = new float[3 * Samples.SCHEMA.size()];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(Samples.row(i), 0, rows, i * Samples.SCHEMA.size(), Samples.SCHEMA.size());
        }

        float[] margins = engine.margins(rows, 3);

        for (int i = 0; i < 3; i++) {
            assertThat(margins[i]).isEqualTo(engine.margin(Samples.row(i)));
        }
    }

    @Test
    void shouldGiveEveryThreadTheSameBits() {
        float expected = engine.margin(Samples.row(5));

        boolean allEqual = IntStream.range(0, 200)
                .parallel()
                .allMatch(i -> engine.explain(Samples.row(5)).margin() == expected);

        assertThat(allEqual).isTrue();
    }

    @Test
    void shouldRefuseRowsOfAnotherLength() {
        assertThatThrownBy(() -> engine.margin(new float[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAnArtifactWithOtherFeatures() {
        assertThatThrownBy(() -> XgboostEngine.load(artifact, 3)).isInstanceOf(ModelRefusedException.class);
    }

    @Test
    void shouldNotScoreOnceClosed() {
        XgboostEngine closed = XgboostEngine.load(artifact, Samples.SCHEMA.size());
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.margin(Samples.row(1))).isInstanceOf(IllegalStateException.class);
    }
}
