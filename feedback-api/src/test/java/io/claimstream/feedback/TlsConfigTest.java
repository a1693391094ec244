package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.feedback.tls.KeystoreFile;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConfigTest {

    @Test
    void shouldServePlainHttpByDefault() {
        assertThat(TlsConfig.of(settings(Map.of()))).isEmpty();
    }

    @Test
    void shouldTakeEveryKey() {
        assertThat(TlsConfig.of(settings(Map.of("api.tls.keystore", "a.p12", "api.tls.password", "hush"))))
                .contains(new KeystoreFile(Path.of("a.p12"), Optional.of("hush"), Optional.empty()));
        assertThat(TlsConfig.of(settings(Map.of("api.tls.keystore", "a.p12", "api.tls.password.file", "b"))))
                .contains(new KeystoreFile(Path.of("a.p12"), Optional.empty(), Optional.of(Path.of("b"))));
        assertThat(TlsConfig.SETTINGS)
                .extracting(Setting::key)
                .as("a key without a test")
                .containsExactly("api.tls.keystore", "api.tls.password", "api.tls.password.file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.tls.keystore",
                "api.tls.password",
                "api.tls.password.file",
                "api.tls.keystore,api.tls.password,api.tls.password.file"
            })
    void shouldNotServeByAccidentWhatWasNotMeant(String keys) {
        // Given
        Settings settings = settings(Arrays.stream(keys.split(",", -1)).collect(Collectors.toMap(it -> it, it -> "x")));

        // When, Then
        assertThatThrownBy(() -> TlsConfig.of(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("api.tls.keystore")
                .hasMessageContaining("since");
    }

    @Test
    void shouldEndTheStartWithCodePlaceAndHint() {
        // Given
        Settings settings = settings(Map.of("api.tls.keystore", "/nowhere/api.p12", "api.tls.password", "hush"));

        // When, Then
        assertThatThrownBy(() -> TlsConfig.requireUsable(settings, Clock.systemUTC()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("KEYSTORE_MISSING", "'api.tls.keystore'", "/nowhere/api.p12", "Check the path")
                .hasMessageNotContaining("hush");
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(FeedbackConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
