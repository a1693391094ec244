package io.claimstream.feedback;

import io.claimstream.feedback.webhook.WebhookLimits;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.time.Duration;
import java.util.List;

/** How webhooks are sent to. */
final class WebhookConfig {

    static final Setting<Integer> CONCURRENCY =
            Setting.integer("api.webhooks.concurrency", 16, 1, 256, "Webhooks that are sent to at once.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "api.webhooks.timeout",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            "How long the receiver of a webhook may take to answer.");

    static final Setting<Boolean> HTTP = Setting.bool(
            "api.webhooks.http",
            false,
            "Whether webhooks may go to addresses of this machine, and by http; for trying them out.");

    static final Setting<Boolean> PRIVATE = Setting.bool(
            "api.webhooks.private.addresses",
            false,
            "Whether webhooks may go by https to addresses that are not public.");

    /** Every key above. */
    static final List<Setting<?>> SETTINGS = List.of(CONCURRENCY, TIMEOUT, HTTP, PRIVATE);

    private WebhookConfig() {}

    /** Reads the configuration from checked settings. */
    static WebhookLimits of(Settings settings) {
        return new WebhookLimits(
                settings.get(CONCURRENCY), settings.get(TIMEOUT), settings.get(HTTP), settings.get(PRIVATE));
    }
}
