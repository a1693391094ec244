package io.claimstream.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureConfigTest {

    @Test
    void shouldReadEveryKeyByDefaultAndWhenSet() {
        // When
        FeatureConfig byDefault = FeatureConfig.of(settings(Map.of()));
        FeatureConfig set = FeatureConfig.of(settings(Map.of("features.management.port", "19102")));

        // Then
        assertThat(new FeatureApp().settings()).extracting(Setting::key).containsExactly("features.management.port");
        assertThat(byDefault).isEqualTo(new FeatureConfig(9102));
        assertThat(set).isEqualTo(new FeatureConfig(19102));
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(FeatureConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
