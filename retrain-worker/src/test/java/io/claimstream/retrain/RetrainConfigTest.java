package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.gate.GateRules;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.retrain.learn.Promotion;
import io.claimstream.retrain.learn.TrialRules;
import io.claimstream.retrain.watch.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RetrainConfigTest {

    private static final Map<String, String> OTHER_VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("retrain.management.port", "0"),
            Map.entry("retrain.min-new-labels", "50"),
            Map.entry("retrain.min-labels", "400"),
            Map.entry("retrain.calibration.every", "25"),
            Map.entry("retrain.rollback.automatic", "false"),
            Map.entry("retrain.rollback.error.factor", "1.5"),
            Map.entry("retrain.rollback.coverage", "0.7"),
            Map.entry("retrain.rollback.evidence", "20000"),
            Map.entry("retrain.gate.coverage.allowance", "0.03"),
            Map.entry("retrain.gate.coverage.group.allowance", "0.2"),
            Map.entry("retrain.gate.coverage.level", "0.05"),
            Map.entry("retrain.gate.speed.ratio", "2.5"),
            Map.entry("retrain.early.min-new-labels", "40"),
            Map.entry("retrain.schedule.every", "2d"),
            Map.entry("retrain.drift.psi", "0.1"),
            Map.entry("retrain.drift.min-claims", "300"),
            Map.entry("retrain.check.interval", "1s"),
            Map.entry("retrain.promotion.delay", "9s"),
            Map.entry("retrain.retry.after", "2m"),
            Map.entry("retrain.promotion", "canary"),
            Map.entry("retrain.trial.alpha", "0.01"),
            Map.entry("retrain.trial.claims", "2000"),
            Map.entry("retrain.trial.time", "30d"),
            Map.entry("retrain.canary.share", "0.2"),
            Map.entry("retrain.canary.settlements", "70"),
            Map.entry("retrain.timeout", "3m"),
            Map.entry("retrain.trainer.heap.megabytes", "256"),
            Map.entry("retrain.rounds", "30"),
            Map.entry("retrain.depth", "4"),
            Map.entry("retrain.eta", "0.3"),
            Map.entry("retrain.seed", "11"),
            Map.entry("retrain.signing.key.dir", "keys"),
            Map.entry("model.initial", "first-model")));

    @Test
    void shouldHaveDefaults() {
        // When
        RetrainConfig config = RetrainConfig.of(settings(Map.of("data.dir", "data")));

        // Then
        assertThat(config)
                .isEqualTo(new RetrainConfig(
                        9104,
                        500,
                        200,
                        100,
                        true,
                        new Bounds(2, 0.8, 100_000),
                        new TrialRules(Promotion.HOLDOUT, 0.05, 5_000, Duration.ofDays(90), 0.1, 50),
                        new RetrainConfig.Early(100, Duration.ofDays(7), new DriftReport.Limits(0.25, 500)),
                        new GateRules(0.02, 0.1, 0.01, 4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        1024,
                        TrainingParameters.defaults(),
                        Path.of("data", "secrets"),
                        Path.of("data", "runs"),
                        Optional.empty()));
    }

    @Test
    void shouldTakeAnotherValueForEveryKey() {
        // When
        RetrainConfig config = RetrainConfig.of(settings(OTHER_VALUES));

        // Then
        assertThat(RetrainConfig.SETTINGS)
                .extracting(Setting::key)
                .containsExactlyInAnyOrderElementsOf(OTHER_VALUES.keySet());
        assertThat(config.managementPort()).isZero();
        assertThat(config.minNewLabels()).isEqualTo(50);
        assertThat(config.minLabels()).isEqualTo(400);
        assertThat(config.calibrateEvery()).isEqualTo(25);
        assertThat(config.rollsBackByItself()).isFalse();
        assertThat(config.bounds()).isEqualTo(new Bounds(1.5, 0.7, 20_000));
        assertThat(config.trial())
                .isEqualTo(new TrialRules(Promotion.CANARY, 0.01, 2_000, Duration.ofDays(30), 0.2, 70));
        assertThat(config.early())
                .isEqualTo(new RetrainConfig.Early(40, Duration.ofDays(2), new DriftReport.Limits(0.1, 300)));
        assertThat(config.gates()).isEqualTo(new GateRules(0.03, 0.2, 0.05, 2.5));
        assertThat(config.initialModel()).contains("first-model");
        assertThat(config.checkInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.promotionDelay()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.heapMegabytes()).isEqualTo(256);
        assertThat(config.parameters().rounds()).isEqualTo(30);
        assertThat(config.parameters().maxDepth()).isEqualTo(4);
        assertThat(config.parameters().learningRate()).isEqualTo(0.3);
        assertThat(config.parameters().seed()).isEqualTo(11);
        assertThat(config.keys()).isEqualTo(Path.of("keys"));
    }

    @Test
    void shouldRefuseMinimumBelowWhatCanBeSplit() {
        // When, Then
        assertThatThrownBy(() -> settings(Map.of("retrain.min-labels", "100")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("retrain.min-labels");
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(RetrainConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
