package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.doubt.Difficulty;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
        Difficulty difficulty = DifficultyFit.fit(values, 3, residuals);

        // Then: E|Z| = 0.798.
        assertThat(difficulty.scale(new float[] {3, 2, 0.5f})).isCloseTo(0.08, within(0.025));
        assertThat(difficulty.scale(new float[] {15, 2, 0.5f})).isCloseTo(0.24, within(0.06));
        assertThat(difficulty.scale(new float[] {3, Float.NaN, 0.5f})).isCloseTo(0.24, within(0.06));
    }

    @Test
    void shouldGiveOneLeafWhereThereAreFewRows() {
        double[] residuals = new double[50];
        Arrays.fill(residuals, 0.2);

        Difficulty difficulty = DifficultyFit.fit(new float[50], 1, residuals);

        assertThat(difficulty.trees()).hasSize(1);
        assertThat(difficulty.trees().get(0).nodes()).hasSize(1);
        assertThat(difficulty.scale(new float[] {0})).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void shouldLearnWhatOneTreeHasNoQuestionsLeftFor() {
        // Given: the error grows with each of ten features, which a tree of three questions cannot all ask about.
        Random random = new Random(5);
        float[] values = new float[ROWS * 10];
        double[] residuals = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double scale = 0.05;
            for (int feature = 0; feature < 10; feature++) {
                values[i * 10 + feature] = random.nextInt(2);
                scale *= values[i * 10 + feature] == 1 ? 1.5 : 1;
            }
            residuals[i] = Math.abs(random.nextGaussian()) * scale;
        }

        // When
        Difficulty difficulty = DifficultyFit.fit(values, 10, residuals);

        // Then
        Difficulty first = Difficulty.of(difficulty.trees().get(0));
        assertThat(difficulty.trees()).hasSize(DifficultyFit.TREES);
        assertThat(hardOverEasy(difficulty)).isGreaterThan(2 * hardOverEasy(first));
    }

    @Test
    void shouldNotBeLedByAFewAccidents() {
        // Given: the rows of every other day are twice as hard; one in fifty of the others is far off.
        Random random = new Random(6);
        float[] values = new float[ROWS * 2];
        double[] residuals = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i * 2] = random.nextInt(2);
            values[i * 2 + 1] = random.nextInt(20) == 0 ? 1 : 0;
            double accident = values[i * 2 + 1] == 1 && random.nextInt(5) == 0 ? 2 : 0;
            residuals[i] = Math.abs(random.nextGaussian()) * (values[i * 2] == 1 ? 0.2 : 0.1) + accident;
        }

        // When
        Difficulty difficulty = DifficultyFit.fit(values, 2, residuals);

        // Then
        assertThat(difficulty.trees().get(0).nodes().get(0).feature()).isZero();
    }

    @Test
    void shouldSeeWhereClaimsAreMissedAlthoughTheyAreAsHardOnAverage() {
        // Given: errors about as large on average in both groups, but in one of them some are far larger than that.
        Random random = new Random(8);
        float[] values = new float[ROWS];
        double[] residuals = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = random.nextInt(2);
            residuals[i] = values[i] == 0
                    ? 0.05 + 0.1 * random.nextDouble()
                    : 0.035 * Math.exp(1.1 * Math.abs(random.nextGaussian()));
        }

        // When
        Difficulty difficulty = DifficultyFit.fit(values, 1, residuals);

        // Then: what covers nine in ten of all covers nine in ten of either.
        double[] normalised = IntStream.range(0, ROWS)
                .mapToDouble(i -> residuals[i] / difficulty.scale(new float[] {values[i]}))
                .toArray();
        double limit = Arrays.stream(normalised).sorted().toArray()[ROWS * 9 / 10];
        for (int group = 0; group < 2; group++) {
            int own = group;
            double missed = IntStream.range(0, ROWS)
                    .filter(i -> values[i] == own)
                    .mapToDouble(i -> normalised[i] > limit ? 1 : 0)
                    .average()
                    .orElseThrow();
            assertThat(missed).isCloseTo(0.1, within(0.03));
        }
    }

    @Test
    void shouldGiveTheSameTreesForTheSameRows() {
        Random random = new Random(7);
        float[] values = new float[ROWS];
        double[] residuals = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = random.nextInt(30);
            residuals[i] = random.nextDouble() * (1 + values[i]);
        }

        assertThat(DifficultyFit.fit(values, 1, residuals)).isEqualTo(DifficultyFit.fit(values, 1, residuals));
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

    private static double hardOverEasy(Difficulty difficulty) {
        float[] hard = new float[10];
        Arrays.fill(hard, 1);
        return difficulty.scale(hard) / difficulty.scale(new float[10]);
    }

    /** Rows that differ only in a feature. */
    private static LabelledRow row(float feature, double label) {
        return new LabelledRow(List.of(feature), label, 240, Instant.EPOCH, true);
    }
}
