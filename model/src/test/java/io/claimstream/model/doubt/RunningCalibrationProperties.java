package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RunningCalibrationProperties {

    @Example
    void shouldKeepItsPromiseWhenTheWorldDrifts() {
        // Given: residuals whose middle moves by three of their standard deviations.
        Random random = new Random(3);
        RunningCalibration running = begin(normal(random, 1_000, 0));
        double fixed = running.halfWidth();

        // When
        int covered = 0;
        int coveredByFixed = 0;
        for (int i = 0; i < 10_000; i++) {
            float residual = (float) (random.nextGaussian() + 3.0 * i / 10_000);
            coveredByFixed += Math.abs(residual) <= fixed ? 1 : 0;
            covered += running.settle(residual, 1) ? 1 : 0;
        }

        // Then
        assertThat(covered / 10_000.0).isCloseTo(0.9, within(0.01));
        assertThat(coveredByFixed / 10_000.0).isLessThan(0.65);
    }

    @Property(tries = 20)
    void shouldCoverNinetyPercentWhateverComes(@ForAll long seed) {
        // Given: jumps at random times, to other spreads.
        Random random = new Random(seed);
        RunningCalibration running = begin(normal(random, 500, 0));
        double spread = 1;
        int covered = 0;

        // When
        for (int i = 0; i < 8_000; i++) {
            spread = random.nextInt(800) == 0 ? 0.5 + 2 * random.nextDouble() : spread;
            covered += running.settle((float) (spread * random.nextGaussian()), 1) ? 1 : 0;
        }

        // Then: |misses − target| ≤ (1 + γ)/(γ·T) by Gibbs & Candès, while α keeps within its bounds.
        assertThat(covered / 8_000.0).isCloseTo(0.9, within(0.0255));
    }

    @Property(tries = 50)
    void shouldGoOnFromItsRecordAsIfItHadNeverStopped(
            @ForAll long seed, @ForAll @IntRange(min = 30, max = 3_000) int before) {
        // Given
        Random random = new Random(seed);
        RunningCalibration kept = begin(normal(random, before, 0));
        for (int i = 0; i < 50; i++) {
            kept.settle((float) random.nextGaussian(), 1);
        }

        // When
        RunningCalibration restarted = RunningCalibration.of(record(kept));
        for (float residual : normal(random, 300, 1)) {
            assertThat(restarted.settle(residual, 1)).isEqualTo(kept.settle(residual, 1));
        }

        // Then
        assertThat(record(restarted)).isEqualTo(record(kept));
        assertThat(record(kept).getSettlements()).isEqualTo(350);
    }

    @Property(tries = 50)
    void shouldTakeTheSameQuantileAsASortOfTheWindow(
            @ForAll long seed, @ForAll @IntRange(min = 30, max = 5_000) int rows) {
        List<Float> residuals = normal(new Random(seed), rows, 0);

        RunningCalibration running = begin(residuals);

        List<Float> window = residuals.subList(Math.max(0, rows - RunningCalibration.WINDOW), rows);
        double[] sorted = window.stream().mapToDouble(Math::abs).sorted().toArray();
        assertThat(running.halfWidth()).isEqualTo(sorted[(int) Math.ceil((sorted.length + 1) * 9 / 10.0) - 1]);
        assertThat(running.rows()).isEqualTo(Math.min(rows, RunningCalibration.WINDOW));
    }

    @Example
    void shouldKeepTheLevelOfErrorWithinItsBounds() {
        RunningCalibration hits = begin(normal(new Random(1), 100, 0));
        for (int i = 0; i < 5_000; i++) {
            hits.settle(0, 1);
        }
        RunningCalibration misses = begin(normal(new Random(1), 100, 0));
        for (int i = 0; i < 500; i++) {
            misses.settle(100 + i, 1);
        }

        assertThat(record(hits).getAlpha()).isEqualTo(RunningCalibration.MAX_ALPHA);
        assertThat(record(misses).getAlpha()).isEqualTo(RunningCalibration.MIN_ALPHA);
        assertThat(record(misses).getCovered()).isZero();
    }

    private static RunningCalibration begin(List<Float> residuals) {
        return RunningCalibration.begin(residuals, Collections.nCopies(residuals.size(), 1f), 0.5);
    }

    static CalibrationRecord record(RunningCalibration running) {
        return running.toRecord()
                .setNumber(1)
                .setModelVersion("m-1")
                .setSlot(Samples.SLOT)
                .setLabelled(List.of())
                .setAt(Samples.NOW)
                .build();
    }

    private static List<Float> normal(Random random, int count, double middle) {
        List<Float> residuals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            residuals.add((float) (random.nextGaussian() + middle));
        }
        return residuals;
    }
}
