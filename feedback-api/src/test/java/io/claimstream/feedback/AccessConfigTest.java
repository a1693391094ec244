package io.claimstream.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.feedback.access.oidc.OidcConfig;
import io.claimstream.feedback.account.Sessions;
import io.claimstream.feedback.limit.Quota;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessConfigTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, String> OTHER = Map.of(
            "api.oidc.issuer", "https://id.example",
            "api.oidc.audience", "claimstream",
            "api.oidc.jwks.url", "https://id.example/keys",
            "api.oidc.role.claim", "realm_access.roles",
            "api.oidc.insurer.claim", "*",
            "api.rate.key.per.minute", "11",
            "api.rate.address.per.minute", "12",
            "api.rate.failures.per.minute", "0",
            "api.four.eyes.promotion", "true");
    private static final Map<String, String> OTHER_SESSIONS = Map.of(
            "api.oidc.algorithms", "ES384, RS256",
            "api.sign.in.attempts", "4",
            "api.session.idle", "5m",
            "api.session.absolute", "1h",
            "api.session.secure", "true");

    @Test
    void shouldLetNobodyInByATokenByDefault() {
        // When
        AccessConfig config = of(Map.of());

        // Then
        assertThat(config.oidc()).isEmpty();
        assertThat(config.rates().key()).isEqualTo(new Quota("key", 60_000, MINUTE));
        assertThat(config.rates().address()).isEqualTo(new Quota("address", 120_000, MINUTE));
        assertThat(config.rates().failures()).isEqualTo(new Quota("failures", 60, MINUTE));
        assertThat(config.rates().signIns()).isEqualTo(new Quota("sign-in", 10, Duration.ofMinutes(15)));
        assertThat(config.rates().addressSignIns().count()).isEqualTo(30);
        assertThat(config.sessions()).isEqualTo(new Sessions.Lifetime(Duration.ofMinutes(30), Duration.ofHours(12)));
        assertThat(config.secureCookies()).isFalse();
        assertThat(config.fourEyes()).isFalse();
    }

    @Test
    void shouldTakeEveryKey() {
        // When
        Map<String, String> all = new HashMap<>(OTHER);
        all.putAll(OTHER_SESSIONS);
        AccessConfig config = of(all);

        // Then
        assertThat(config.oidc())
                .isEqualTo(Optional.of(new OidcConfig(
                        "https://id.example",
                        "claimstream",
                        URI.create("https://id.example/keys"),
                        Set.of("ES384", "RS256"),
                        "realm_access.roles",
                        "*")));
        assertThat(config.rates().key().count()).isEqualTo(11);
        assertThat(config.rates().address().count()).isEqualTo(12);
        assertThat(config.rates().failures().isLimited()).isFalse();
        assertThat(config.rates().signIns().count()).isEqualTo(4);
        assertThat(config.rates().addressSignIns().count()).isEqualTo(12);
        assertThat(config.sessions()).isEqualTo(new Sessions.Lifetime(Duration.ofMinutes(5), Duration.ofHours(1)));
        assertThat(config.secureCookies()).isTrue();
        assertThat(config.fourEyes()).isTrue();
        assertThat(all.keySet())
                .as("a key without a test")
                .containsAll(AccessConfig.SETTINGS.stream().map(Setting::key).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.oidc.audience", "api.oidc.jwks.url"})
    void shouldNotStartWithHalfAProvider(String missing) {
        // Given
        Map<String, String> half = new HashMap<>(OTHER);
        half.remove(missing);

        // Then
        assertThatThrownBy(() -> of(half))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'" + missing + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.example/keys", "http://localhost.evil/keys", "file:///etc/passwd", "https://", "keys"
            })
    void shouldNotFetchKeysOverAnOpenLine(String address) {
        // Given
        Map<String, String> open = new HashMap<>(OTHER);
        open.put("api.oidc.jwks.url", address);

        // Then
        assertThatThrownBy(() -> of(open)).isInstanceOf(SettingsException.class).hasMessageContaining("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "RS256,HS256", "none", "rs256", "RS256,,ES256", ","})
    void shouldTakeNoAlgorithmThatLetsNobodyOrAnybodyIn(String algorithms) {
        // Given
        Map<String, String> other = new HashMap<>(OTHER);
        other.put("api.oidc.algorithms", algorithms);

        // Then
        assertThatThrownBy(() -> of(other))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'api.oidc.algorithms'")
                .hasMessageContaining("EdDSA");
    }

    @Test
    void shouldFetchKeysFromThisMachine() {
        // Given
        Map<String, String> local = new HashMap<>(OTHER);
        local.put("api.oidc.jwks.url", "http://localhost:8180/keys");

        // Then
        assertThat(of(local).oidc()).isPresent();
    }

    private static AccessConfig of(Map<String, String> values) {
        return AccessConfig.of(Settings.of(AccessConfig.SETTINGS, values));
    }
}
