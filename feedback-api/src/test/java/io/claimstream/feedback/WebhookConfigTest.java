package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.webhook.WebhookLimits;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {

    private static final Map<String, String> OTHER = Map.of(
            "api.webhooks.concurrency", "4",
            "api.webhooks.timeout", "2s",
            "api.webhooks.http", "true",
            "api.webhooks.private.addresses", "true");

    @Test
    void shouldHaveDefaults() {
        assertThat(WebhookConfig.of(settings(Map.of())))
                .isEqualTo(new WebhookLimits(16, Duration.ofSeconds(10), false, false));
    }

    @Test
    void shouldTakeEveryKey() {
        assertThat(WebhookConfig.of(settings(OTHER)))
                .isEqualTo(new WebhookLimits(4, Duration.ofSeconds(2), true, true));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(WebhookConfig.SETTINGS.stream().map(Setting::key).toList());
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(WebhookConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
