package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.feedback.http.Exposure;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureConfigTest {

    private static final Map<String, String> OTHER = Map.of(
            "api.hosts",
            "claims.example, 10.0.0.7:8080",
            "api.cors.origins",
            "https://desk.example,http://localhost:3000",
            "api.address",
            "https://claims.example");

    @Test
    void shouldHaveDefaults() {
        assertThat(ExposureConfig.of(settings(Map.of()))).isEqualTo(Exposure.BY_DEFAULT);
    }

    @Test
    void shouldTakeEveryKey() {
        assertThat(ExposureConfig.of(settings(OTHER)))
                .isEqualTo(new Exposure(
                        Set.of("claims.example", "10.0.0.7:8080"),
                        Set.of("https://desk.example", "http://localhost:3000")));
        assertThat(ExposureConfig.address(settings(OTHER))).contains(URI.create("https://claims.example"));
        assertThat(OTHER.keySet())
                .as("a key without a test")
                .containsAll(ExposureConfig.SETTINGS.stream().map(Setting::key).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "api.hosts, https://claims.example",
        "api.hosts, *",
        "api.cors.origins, *",
        "api.cors.origins, desk.example",
        "api.cors.origins, https://desk.example/"
    })
    void shouldRefuseWhatIsNoNameOrOrigin(String key, String value) {
        assertThatThrownBy(() -> ExposureConfig.of(settings(Map.of(key, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claims.example", "https://claims.example/", "https://claims.example/api", "ftp://a"})
    void shouldRefuseWhatIsNoAddress(String value) {
        assertThatThrownBy(() -> ExposureConfig.address(settings(Map.of("api.address", value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("api.address");
    }

    @Test
    void shouldRefuseAnAddressByPlainHttpOfWhatIsServedByHttps() {
        Map<String, String> plain = Map.of("api.address", "http://claims.example");

        assertThat(ExposureConfig.address(settings(plain))).isPresent();
        assertThatThrownBy(() -> ExposureConfig.address(
                        settings(Map.of("api.address", "http://claims.example", "api.tls.keystore", "/api.p12"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("api.address", "https");
    }

    private static Settings settings(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(ExposureConfig.SETTINGS);
        known.addAll(TlsConfig.SETTINGS);
        return Settings.of(known, values);
    }
}
