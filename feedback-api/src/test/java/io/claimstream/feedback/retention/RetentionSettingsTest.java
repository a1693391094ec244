package io.claimstream.feedback.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.retention.RetentionCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {

    private static final Map<String, String> OTHER = Map.of(
            "retention.audit.days", "3650",
            "retention.deliveries.days", "7",
            "retention.batches.days", "8",
            "retention.reasons.days", "9",
            "retention.workers.days", "10");

    @Test
    void shouldKeepAsTheCatalogueSaysWhereNothingIsSet() {
        // When
        RetentionPeriods periods = RetentionSettings.of(Settings.of(RetentionSettings.SETTINGS, Map.of()));

        // Then
        assertThat(RetentionCatalogue.ALL)
                .allSatisfy(
                        it -> assertThat(periods.of(it.name())).as(it.name()).isEqualTo(it.period()));
    }

    @Test
    void shouldTakeEveryKey() {
        // When
        RetentionPeriods periods = RetentionSettings.of(Settings.of(RetentionSettings.SETTINGS, OTHER));

        // Then
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(
                        RetentionSettings.SETTINGS.stream().map(Setting::key).toList());
        assertThat(periods.of("record_audit")).isEqualTo(days(3_650));
        assertThat(periods.of("record_webhook_delivery")).isEqualTo(days(7));
        assertThat(periods.of("record_batch")).isEqualTo(days(8));
        assertThat(periods.of("record_batch_line")).isEqualTo(days(8));
        assertThat(periods.of("record_reasons_shown")).isEqualTo(days(9));
        assertThat(periods.of("record_queue_worker")).isEqualTo(days(10));
    }

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }
}
