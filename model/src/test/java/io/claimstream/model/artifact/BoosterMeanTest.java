package io.claimstream.model.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.Samples;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoosterMeanTest {

    private static final int FEATURES = Samples.SCHEMA.size();
    private static final Dataset ROWS = Samples.dataset(120);

    @Test
    void shouldSayTheMeanOfWhatTheBoostersSay() {
        byte[] one = trained(1);
        byte[] two = trained(2);
        byte[] three = trained(3);

        byte[] mean = BoosterMean.of(List.of(one, two, three), FEATURES);

        float[] means = byXgboost(mean);
        for (int row = 0; row < ROWS.size(); row++) {
            float expected = (byXgboost(one)[row] + byXgboost(two)[row] + byXgboost(three)[row]) / 3;
            assertThat(means[row]).isCloseTo(expected, within(1e-5f));
        }
        assertThat(BoosterArtifact.read(mean, FEATURES).forest().trees()).hasSize(36);
    }

    @Test
    void shouldBeReadAlikeByBothEngines() {
        byte[] mean = BoosterMean.of(List.of(trained(1), trained(2)), FEATURES);

        assertThat(byCompiled(mean)).containsExactly(byXgboost(mean));
    }

    @Test
    void shouldLeaveOneBoosterAsItIs() {
        byte[] one = trained(1);

        assertThat(BoosterMean.of(List.of(one), FEATURES)).isSameAs(one);
    }

    @Test
    void shouldGiveTheSameBytes() {
        byte[] mean = BoosterMean.of(List.of(trained(1), trained(2)), FEATURES);

        assertThat(BoosterMean.of(List.of(trained(1), trained(2)), FEATURES)).isEqualTo(mean);
        assertThat(BoosterMean.of(List.of(trained(2), trained(1)), FEATURES)).isNotEqualTo(mean);
    }

    @Test
    void shouldRefuseBoostersThatStartElsewhere() {
        byte[] other = trained(Samples.dataset(60), 2);

        assertThatThrownBy(() -> BoosterMean.of(List.of(trained(1), other), FEATURES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start at");
    }

    private static byte[] trained(int seed) {
        return trained(ROWS, seed);
    }

    private static byte[] trained(Dataset rows, int seed) {
        TrainingParameters parameters = new TrainingParameters(12, 3, 0.3, 0.1, 1, 0.9, 0.8, 64, seed);
        return new Trainer(parameters).train(rows, (round, rounds, rmse) -> {});
    }

    private static float[] byXgboost(byte[] artifact) {
        return margins(XgboostEngine.load(artifact, FEATURES));
    }

    private static float[] byCompiled(byte[] artifact) {
        return margins(CompiledEngine.load(artifact, FEATURES));
    }

    private static float[] margins(ScoringEngine engine) {
        try (engine) {
            return engine.margins(ROWS.values(), ROWS.size());
        }
    }
}
