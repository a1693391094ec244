package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftConfigTest {

    private static final Map<String, String> OTHER =
            Map.of("retrain.drift.psi", "0.1", "retrain.drift.min-claims", "300");

    @Test
    void shouldHaveDefaults() {
        assertThat(DriftConfig.of(settings(Map.of()))).isEqualTo(new DriftReport.Limits(0.25, 500));
    }

    @Test
    void shouldTakeEveryKey() {
        assertThat(DriftConfig.of(settings(OTHER))).isEqualTo(new DriftReport.Limits(0.1, 300));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(DriftConfig.SETTINGS.stream().map(Setting::key).toList());
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.of(DriftConfig.SETTINGS, values);
    }
}
