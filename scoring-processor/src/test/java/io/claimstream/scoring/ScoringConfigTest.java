package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.engine.EngineKind;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringConfigTest {

    /** Each key with another value than its default; a key that is missing here fails the first test. */
    private static final Map<String, String> OTHERS = Map.of(
            "scoring.management.port", "19103",
            "scoring.trusted.keys.dir", "/etc/keys",
            "scoring.probe.timeout", "5s",
            "scoring.staging.timeout", "1m",
            "scoring.staged.models", "5",
            "scoring.engine", "xgboost4j");

    @Test
    void shouldKnowEveryKey() {
        assertThat(ScoringConfig.SETTINGS)
                .extracting(Setting::key)
                .containsExactlyInAnyOrderElementsOf(OTHERS.keySet());
    }

    @Test
    void shouldHaveDefaults() {
        ScoringConfig config = config(Map.of("data.dir", "/data"));

        assertThat(config)
                .isEqualTo(new ScoringConfig(
                        9103,
                        Path.of("/data/secrets"),
                        Path.of("/data/models/scoring-processor"),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        3,
                        EngineKind.COMPILED));
    }

    @Test
    void shouldReadOtherValues() {
        ScoringConfig config = config(OTHERS);

        assertThat(config.managementPort()).isEqualTo(19103);
        assertThat(config.trustedKeys()).isEqualTo(Path.of("/etc/keys"));
        assertThat(config.probeTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stagingTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.engine()).isEqualTo(EngineKind.XGBOOST4J);
    }

    private static ScoringConfig config(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(ScoringConfig.SETTINGS);
        return ScoringConfig.of(Settings.of(known, values));
    }
}
