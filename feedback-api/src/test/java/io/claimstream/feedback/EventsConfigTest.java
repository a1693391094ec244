package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.events.FeedLimits;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsConfigTest {

    private static final Map<String, String> OTHER = Map.of(
            "api.events.streams", "7",
            "api.events.streams.per.key", "2",
            "api.events.waiting", "500",
            "api.events.resumed", "30",
            "api.events.heartbeat", "5s");

    @Test
    void shouldHaveDefaults() {
        assertThat(EventsConfig.of(settings(Map.of())))
                .isEqualTo(new FeedLimits(200, 20, 1_000, 10_000, Duration.ofSeconds(15)));
    }

    @Test
    void shouldTakeEveryKey() {
        assertThat(EventsConfig.of(settings(OTHER))).isEqualTo(new FeedLimits(7, 2, 500, 30, Duration.ofSeconds(5)));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(EventsConfig.SETTINGS.stream().map(Setting::key).toList());
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(EventsConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
