package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.http.ApiServer.Limits;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackConfigTest {

    private static final Map<String, String> OTHER = Map.of(
            "api.host", "0.0.0.0",
            "api.port", "8088",
            "api.max.body.bytes", "2048",
            "api.max.upload.bytes", "1000000",
            "api.threads", "9",
            "api.score.patience", "5s",
            "api.connections", "10",
            "api.publish.timeout", "2s",
            "api.max.waiting", "11",
            "api.scorers", "http://a:1/readyz, http://b:2/readyz");

    @Test
    void shouldHaveDefaults() {
        // When
        FeedbackConfig config = FeedbackConfig.of(settings(Map.of()));

        // Then
        assertThat(config)
                .isEqualTo(new FeedbackConfig(
                        new Limits("127.0.0.1", 8080, 262_144, 52_428_800, 64, 1_000, Duration.ofSeconds(10)),
                        Duration.ofSeconds(4),
                        2_000,
                        List.of(URI.create("http://localhost:9103/readyz")),
                        AccessConfig.of(Settings.of(AccessConfig.SETTINGS, Map.of())),
                        WhatIfConfig.of(settings(Map.of()))));
    }

    @Test
    void shouldTakeEveryKey() {
        // When
        FeedbackConfig config = FeedbackConfig.of(settings(OTHER));

        // Then
        assertThat(config)
                .isEqualTo(new FeedbackConfig(
                        new Limits("0.0.0.0", 8088, 2_048, 1_000_000, 9, 10, Duration.ofSeconds(5)),
                        Duration.ofSeconds(2),
                        11,
                        List.of(URI.create("http://a:1/readyz"), URI.create("http://b:2/readyz")),
                        AccessConfig.of(Settings.of(AccessConfig.SETTINGS, Map.of())),
                        WhatIfConfig.of(settings(Map.of()))));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(FeedbackConfig.SETTINGS.stream()
                        .filter(setting -> !AccessConfig.SETTINGS.contains(setting))
                        .filter(setting -> !WhatIfConfig.SETTINGS.contains(setting))
                        .map(Setting::key)
                        .toList());
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(FeedbackConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
