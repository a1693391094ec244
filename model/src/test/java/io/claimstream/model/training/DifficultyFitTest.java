package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.doubt.DifficultyTree;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifficultyFitTest {

    private static final int ROWS = 2_000;

    @Test
    void shouldFindWhereClaimsAreHard() {
        // Given: errors three times as large above 10, and where the second feature is missing; the third says nothing.
        Random random = new Random(4);
        float[] values = new float[ROWS * 3];
        double[] residuals = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i * 3] = random.nextInt(20);
            values[i * 3 + 1] = random.nextInt(4) == 0 ? Float.NaN : 1 + random.nextInt(5);
            values[i * 3 + 2] = random.nextFloat();
            boolean isHard = values[i * 3] >= 10 || Float.isNaN(values[i * 3 + 1]);
            residuals[i] = Math.abs(random.nextGaussian()) * (isHard ? 0.3 : 0.1);
        }

        // When
        DifficultyTree tree = DifficultyFit.fit(values, 3, residuals);

        // Then: E|Z| = 0.798.
        assertThat(tree.scale(new float[] {3, 2, 0.5f})).isCloseTo(0.08, within(0.025));
        assertThat(tree.scale(new float[] {15, 2, 0.5f})).isCloseTo(0.24, within(0.06));
        assertThat(tree.scale(new float[] {3, Float.NaN, 0.5f})).isCloseTo(0.24, within(0.06));
    }

    @Test
    void shouldGiveOneLeafWhereThereAreFewRows() {
        double[] residuals = new double[50];
        Arrays.fill(residuals, 0.2);

        DifficultyTree tree = DifficultyFit.fit(new float[50], 1, residuals);

        assertThat(tree.nodes()).hasSize(1);
        assertThat(tree.scale(new float[] {0})).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void shouldNotLetAPerfectModelDivideByZero() {
        assertThat(DifficultyFit.fit(new float[50], 1, new double[50]).scale(new float[] {0}))
                .isPositive();
    }

    @Test
    void shouldKeepRepeatedRowsInOneFold() {
        LabelledRow one = row(1, 250);
        LabelledRow repeated = row(2, 250);

        assertThat(OutOfFold.fold(one)).isEqualTo(OutOfFold.fold(repeated));
    }

    /** Rows that differ only in a feature. */
    private static LabelledRow row(float feature, double label) {
        return new LabelledRow(List.of(feature), label, 240, Instant.EPOCH, true);
    }
}
