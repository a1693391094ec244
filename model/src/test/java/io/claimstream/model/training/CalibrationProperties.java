package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Samples;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.DifficultyTree;
import io.claimstream.model.doubt.DifficultyTree.Node;
import io.claimstream.model.doubt.Doubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CalibrationProperties {

    private static final FeatureSchema SCHEMA = new FeatureSchema("v0", List.of("spread"));

    /** Claims with a spread of 1 or more are three times as hard. */
    private static final Difficulty TWO_LEAVES =
            Difficulty.of(new DifficultyTree(List.of(new Node(0, 1, true, 1, 0.2), Node.leaf(0.1), Node.leaf(0.3))));

    @Example
    void shouldTakeTheConformalQuantile() {
        List<LabelledRow> rows = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            rows.add(row(0, Math.exp((i + 1) / 100.0)));
        }

        CalibrationRecord.Builder record = Calibration.of(new float[99], new Dataset(SCHEMA, rows), Difficulty.even())
                .toRecord();

        // ⌈100 · 0.9⌉ = 90, so the 90th smallest of 0.01, 0.02, … 0.99.
        assertThat(record.getLogHalfWidth()).isCloseTo(0.90, within(1e-6));
        assertThat(record.getWithinTenPercent()).isCloseTo(10 / 101.0, within(1e-12));
        assertThat(record.getAlpha()).isCloseTo(0.1, within(1e-12));
        assertThat(record.getRows()).isEqualTo(99);
        assertThat(record.getResiduals()).hasSize(99);
    }

    @Property(tries = 20)
    void shouldCoverNewClaimsAsItSaysAtEachDifficulty(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        CalibrationRecord record = record(Calibration.of(new float[2_000], rows(random, 2_000), TWO_LEAVES));

        // When
        int[] rows = new int[2];
        int[] covered = new int[2];
        for (LabelledRow row : list(random, 8_000)) {
            int leaf = row.values().get(0) < 1 ? 0 : 1;
            double halfWidth = Doubt.halfWidth(
                    record, TWO_LEAVES.scale(new float[] {row.values().get(0)}));
            rows[leaf]++;
            covered[leaf] += Math.abs(Math.log(row.label())) <= halfWidth ? 1 : 0;
        }

        // Then: five standard deviations of both samples together.
        for (int leaf = 0; leaf < 2; leaf++) {
            assertThat((double) covered[leaf] / rows[leaf]).isCloseTo(0.9, within(0.042));
        }
    }

    @Property(tries = 5)
    void shouldCoverAtLeastAsItSaysOverManySmallCalibrations(@ForAll long seed) {
        // Given: the promise of split conformal is one on average over calibrations, at any size.
        Random random = new Random(seed);
        int covered = 0;

        // When
        for (int i = 0; i < 2_000; i++) {
            CalibrationRecord record = record(Calibration.of(new float[30], rows(random, 30), TWO_LEAVES));
            LabelledRow row = list(random, 1).get(0);
            double halfWidth = Doubt.halfWidth(
                    record, TWO_LEAVES.scale(new float[] {row.values().get(0)}));
            covered += Math.abs(Math.log(row.label())) <= halfWidth ? 1 : 0;
        }

        // Then: 0.9 less five standard deviations of the count.
        assertThat(covered / 2_000.0).isGreaterThan(0.9 - 5 * Math.sqrt(0.09 / 2_000));
    }

    @Example
    void shouldRefuseTooFewRows() {
        Dataset few = rows(new Random(1), 29);

        assertThatThrownBy(() -> Calibration.of(new float[29], few, Difficulty.even()))
                .hasMessageContaining("30");
    }

    private static CalibrationRecord record(Calibration calibration) {
        return calibration
                .toRecord()
                .setNumber(1)
                .setModelVersion("m-1")
                .setSlot(Samples.SLOT)
                .setLabelled(List.of())
                .setAt(Instant.EPOCH)
                .build();
    }

    private static Dataset rows(Random random, int count) {
        return new Dataset(SCHEMA, list(random, count));
    }

    private static List<LabelledRow> list(Random random, int count) {
        List<LabelledRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float spread = random.nextInt(2);
            rows.add(row(spread, Math.exp((0.1 + 0.2 * spread) * random.nextGaussian())));
        }
        return rows;
    }

    private static LabelledRow row(float spread, double label) {
        return new LabelledRow(List.of(spread), label, 1, Instant.EPOCH, true);
    }
}
