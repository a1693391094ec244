package io.claimstream.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerConfigTest {

    private static final Map<String, String> OTHER_VALUES = Map.of(
            "ledger.management.port", "0",
            "ledger.signing.key.dir", "keys",
            "ledger.head.every", "1m");

    @Test
    void shouldHaveDefaults() {
        assertThat(LedgerConfig.of(settings(Map.of("data.dir", "data"))))
                .isEqualTo(new LedgerConfig(9106, Path.of("data", "secrets"), Duration.ofSeconds(10)));
    }

    @Test
    void shouldTakeAnotherValueForEveryKey() {
        assertThat(LedgerConfig.SETTINGS)
                .extracting(Setting::key)
                .containsExactlyInAnyOrderElementsOf(OTHER_VALUES.keySet());
        assertThat(LedgerConfig.of(settings(OTHER_VALUES)))
                .isEqualTo(new LedgerConfig(0, Path.of("keys"), Duration.ofMinutes(1)));
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(LedgerConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
