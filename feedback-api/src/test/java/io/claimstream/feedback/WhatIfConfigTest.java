package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfConfigTest {

    private static final Map<String, String> OTHER = Map.of(
            "api.trusted.keys.dir", "/etc/keys",
            "api.models.held", "7",
            "api.models.held.bytes", "4096",
            "api.what.if.threads", "3",
            "api.what.if.waiting", "5",
            "api.what.if.patience", "4s");

    @Test
    void shouldHaveDefaults() {
        // When
        WhatIfConfig config = WhatIfConfig.of(settings(Map.of("data.dir", "/data")));

        // Then
        assertThat(config)
                .isEqualTo(new WhatIfConfig(
                        Path.of("/data/secrets"),
                        Path.of("/data/models/feedback-api"),
                        new ModelShelf.Limits(4, 67_108_864, Duration.ofMinutes(1)),
                        new WhatIfDesk.Limits(2, 32, Duration.ofSeconds(10))));
    }

    @Test
    void shouldTakeEveryKey() {
        // When
        WhatIfConfig config = WhatIfConfig.of(settings(OTHER));

        // Then
        assertThat(config.trustedKeys()).isEqualTo(Path.of("/etc/keys"));
        assertThat(config.shelf()).isEqualTo(new ModelShelf.Limits(7, 4_096, Duration.ofMinutes(1)));
        assertThat(config.limits()).isEqualTo(new WhatIfDesk.Limits(3, 5, Duration.ofSeconds(4)));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(WhatIfConfig.SETTINGS.stream().map(Setting::key).toList());
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(WhatIfConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
