package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.Measurement;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Samples;
import io.claimstream.model.doubt.ReliabilityBin;
import io.claimstream.model.training.Candidate.Origin;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossFitTest {

    private static final int ROWS = 600;
    private static final int SEED = 5;

    private final Dataset whole = Samples.dataset(ROWS);
    private final Folds folds = Folds.of(
            whole,
            RowGroups.of(
                    whole,
                    IntStream.range(0, ROWS).mapToObj(i -> "claimant-" + i).toList(),
                    Samples.TINY.ignoredFeatures()),
            5,
            7);

    @Test
    void shouldMeasureEveryRowOnce() {
        float[] margins = noisy(SEED);
        CrossFit fit = new CrossFit(whole, folds, margins, Samples.TINY);

        assertThat(fit.metrics().rows()).isEqualTo(ROWS);
        assertThat(fit.byFold()).hasSize(5);
        assertThat(fit.byFold().stream().mapToInt(Metrics::rows).sum()).isEqualTo(ROWS);
        double weighted =
                fit.byFold().stream().mapToDouble(it -> it.mape() * it.rows()).sum();
        assertThat(weighted / ROWS).isCloseTo(fit.metrics().mape(), within(1e-12));
        assertThat(fit.calibration().rows()).isEqualTo(ROWS);
        assertThat(fit.reliability().stream().mapToInt(ReliabilityBin::rows).sum())
                .isEqualTo(ROWS);
    }

    @Test
    void shouldCoverFreshRowsAsOftenAsItSays() {
        double halfWidth = new CrossFit(whole, folds, noisy(SEED), Samples.TINY)
                .calibration()
                .toRecord()
                .getLogHalfWidth();
        CrossFit fit = new CrossFit(whole, folds, noisy(SEED), Samples.TINY);
        double[] scales = Calibration.scales(whole, fit.difficulty());
        float[] fresh = noisy(SEED + 1);

        long covered = IntStream.range(0, ROWS)
                .filter(i -> Math.abs(Math.log(whole.row(i).label()) - fresh[i]) <= halfWidth * scales[i])
                .count();

        assertThat((double) covered / ROWS).as("seed %d", SEED).isBetween(0.86, 0.94);
    }

    @Test
    void shouldNotJudgeARowByItself() {
        float[] margins = noisy(SEED);
        float[] changed = margins.clone();
        changed[10] += 3;

        double[] before = new CrossFit(whole, folds, margins, Samples.TINY).scales();
        double[] after = new CrossFit(whole, folds, changed, Samples.TINY).scales();

        for (int row = 0; row < ROWS; row++) {
            if (folds.of(row) == folds.of(10)) {
                assertThat(after[row]).as("row %d", row).isEqualTo(before[row]);
            }
        }
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void shouldGiveACandidateThatSaysHowItWasMeasured() {
        byte[] artifact = new Trainer(Samples.TINY).train(whole, (round, rounds, rmse) -> {});
        Origin origin = Samples.origin();

        Candidate one = Candidate.ofFolds(whole, folds, artifact, noisy(SEED), origin);
        Candidate two = Candidate.ofFolds(whole, folds, artifact, noisy(SEED), origin);

        ModelManifest manifest = one.manifest();
        assertThat(two.manifest().toBytes()).isEqualTo(manifest.toBytes());
        assertThat(ModelManifest.parse(manifest.toBytes())).isEqualTo(manifest);
        assertThat(manifest.measurement().method()).isEqualTo(Measurement.Method.GROUPED_FOLDS);
        assertThat(manifest.measurement().foldSeed()).isEqualTo(7);
        assertThat(manifest.measurement().mapeByFold()).hasSize(5);
        assertThat(manifest.dataset().trainingRows()).isEqualTo(ROWS);
        assertThat(manifest.holdout().rows()).isEqualTo(ROWS);
    }

    @Test
    void shouldWantAnEstimateForEachRow() {
        assertThatThrownBy(() -> new CrossFit(whole, folds, new float[ROWS - 1], Samples.TINY))
                .hasMessageContaining("for each row");
        assertThatThrownBy(() -> new Measurement(Measurement.Method.GROUPED_FOLDS, 7, List.of()))
                .hasMessageContaining("each fold");
    }

    /** Estimates that are off by a tenth or so, at random. */
    private float[] noisy(long seed) {
        Random random = new Random(seed);
        float[] margins = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            margins[i] = (float) (Math.log(whole.row(i).label()) + 0.1 * random.nextGaussian());
        }
        return margins;
    }
}
