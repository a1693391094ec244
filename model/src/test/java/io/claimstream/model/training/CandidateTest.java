package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.GoldenRow;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Samples;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CandidateTest {

    @Test
    void shouldGiveTheSameBytesForTheSameDataAndParameters() {
        Candidate first = Samples.candidate();
        Candidate second = Samples.candidate();

        assertThat(second.artifact().bytes()).isEqualTo(first.artifact().bytes());
        assertThat(second.manifest().toBytes()).isEqualTo(first.manifest().toBytes());
    }

    @Test
    void shouldHaveAManifestThatReadsBack() {
        ModelManifest manifest = Samples.candidate().manifest();

        ModelManifest back = ModelManifest.parse(manifest.toBytes());

        assertThat(back).isEqualTo(manifest);
        assertThat(back.slot()).isEqualTo(Samples.SLOT);
        assertThat(back.dataset().settled()).isEqualTo(Samples.ROWS);
        assertThat(back.dataset().trainingRows()).isEqualTo(180);
    }

    @Test
    void shouldHoldNothingOfAnyClaim() {
        ModelManifest manifest = Samples.candidate().manifest();

        String json = new String(manifest.toBytes(), StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("claim-").doesNotContain("claimant-").doesNotContain("acme");
        for (GoldenRow golden : manifest.goldenRows()) {
            for (int i = 0; i < Samples.ROWS; i++) {
                assertThat(golden.row()).isNotEqualTo(Samples.row(i));
            }
        }
    }

    @Test
    void shouldBeBetterThanTheBaselineWhereThereIsSomethingToLearn() {
        Candidate candidate = Samples.candidate();
        Split split = Split.byLabelTime(Samples.dataset(Samples.ROWS));

        assertThat(candidate.holdout().rows()).isEqualTo(60);
        assertThat(candidate.holdout().mape())
                .isLessThan(Candidate.measureBaseline(split.holdout()).mape());
        assertThat(candidate.calibration().rows()).isEqualTo(60);
    }

    @Test
    void shouldRefuseToTrainOnNothing() {
        Dataset empty = Samples.dataset(0);

        assertThatThrownBy(() -> new Trainer(Samples.TINY).train(empty, (round, rounds, rmse) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
