package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.batch.BatchLimits;
import io.claimstream.feedback.http.ApiServer.Limits;
import io.claimstream.feedback.operations.ServiceAddress;
import io.claimstream.feedback.retention.RetentionSettings;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackConfigTest {

    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("api.host", "0.0.0.0"),
            Map.entry("api.port", "8088"),
            Map.entry("api.max.body.bytes", "2048"),
            Map.entry("api.max.upload.bytes", "1000000"),
            Map.entry("api.max.batch.bytes", "2000000"),
            Map.entry("api.max.batch.lines", "12"),
            Map.entry("api.threads", "9"),
            Map.entry("api.score.patience", "5s"),
            Map.entry("api.connections", "10"),
            Map.entry("api.publish.timeout", "2s"),
            Map.entry("api.max.waiting", "11"),
            Map.entry("api.scorers", "http://a:1/readyz, http://b:2/readyz"),
            Map.entry("api.queue.lease", "5m"),
            Map.entry("api.health.ingest", "http://i:1/readyz, http://j:2/readyz"),
            Map.entry("api.health.features", "http://f:1/readyz"),
            Map.entry("api.health.retrain", "http://r:1/readyz"),
            Map.entry("api.health.ledger", "http://l:1/readyz"));

    private static ServiceAddress at(String service, String setting, String address) {
        return new ServiceAddress(service, setting, URI.create(address));
    }

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
                        List.of(
                                at("claim-ingest", "api.health.ingest", "http://localhost:9101/readyz"),
                                at("feature-stream", "api.health.features", "http://localhost:9102/readyz"),
                                at("retrain-worker", "api.health.retrain", "http://localhost:9104/readyz"),
                                at("decision-ledger", "api.health.ledger", "http://localhost:9106/readyz")),
                        Duration.ofMinutes(30),
                        new BatchLimits(52_428_800, 100_000, 262_144),
                        AccessConfig.of(Settings.of(AccessConfig.SETTINGS, Map.of())),
                        WhatIfConfig.of(settings(Map.of())),
                        EventsConfig.of(settings(Map.of())),
                        WebhookConfig.of(settings(Map.of())),
                        ExposureConfig.of(settings(Map.of())),
                        Optional.empty(),
                        Optional.empty(),
                        DriftConfig.of(settings(Map.of()))));
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
                        List.of(
                                at("claim-ingest", "api.health.ingest", "http://i:1/readyz"),
                                at("claim-ingest", "api.health.ingest", "http://j:2/readyz"),
                                at("feature-stream", "api.health.features", "http://f:1/readyz"),
                                at("retrain-worker", "api.health.retrain", "http://r:1/readyz"),
                                at("decision-ledger", "api.health.ledger", "http://l:1/readyz")),
                        Duration.ofMinutes(5),
                        new BatchLimits(2_000_000, 12, 2_048),
                        AccessConfig.of(Settings.of(AccessConfig.SETTINGS, Map.of())),
                        WhatIfConfig.of(settings(Map.of())),
                        EventsConfig.of(settings(Map.of())),
                        WebhookConfig.of(settings(Map.of())),
                        ExposureConfig.of(settings(Map.of())),
                        Optional.empty(),
                        Optional.empty(),
                        DriftConfig.of(settings(Map.of()))));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(FeedbackConfig.SETTINGS.stream()
                        .filter(setting -> !AccessConfig.SETTINGS.contains(setting))
                        .filter(setting -> !WhatIfConfig.SETTINGS.contains(setting))
                        .filter(setting -> !EventsConfig.SETTINGS.contains(setting))
                        .filter(setting -> !WebhookConfig.SETTINGS.contains(setting))
                        .filter(setting -> !ExposureConfig.SETTINGS.contains(setting))
                        .filter(setting -> !TlsConfig.SETTINGS.contains(setting))
                        .filter(setting -> !DriftConfig.SETTINGS.contains(setting))
                        .filter(setting -> !RetentionSettings.SETTINGS.contains(setting))
                        .map(Setting::key)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', '', http://127.0.0.1:8443",
        "0.0.0.0, '', '', http://127.0.0.1:8443",
        "::, '', '', http://127.0.0.1:8443",
        "::1, '', '', http://[::1]:8443",
        "claims.example, '', api.p12, https://claims.example:8443",
        "0.0.0.0, https://claims.example, api.p12, https://claims.example",
        "0.0.0.0, https://claims.example:444, '', https://claims.example:444"
    })
    void shouldKnowByWhichAddressItIsReached(String host, String address, String keystore, String expected) {
        // Given
        Map<String, String> values = new HashMap<>(Map.of("api.host", host, "api.address", address));
        if (!keystore.isEmpty()) {
            values.putAll(Map.of("api.tls.keystore", keystore, "api.tls.password", "hush"));
        }

        // When
        FeedbackConfig config = FeedbackConfig.of(settings(values));

        // Then
        assertThat(config.address(8443)).isEqualTo(URI.create(expected));
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(FeedbackConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
