package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.feedback.FeedbackConfig;
import io.claimstream.feedback.HealthConfig;
import io.claimstream.launcher.embedded.PortTakenException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortPlanTest {

    /** Port 0 takes any free one. */
    private static final Map<String, String> ANY = Map.of(
            "api.port", "0",
            "ingest.management.port", "0",
            "features.management.port", "0",
            "scoring.management.port", "0",
            "retrain.management.port", "0",
            "ledger.management.port", "0");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.port",
                "ingest.management.port",
                "features.management.port",
                "scoring.management.port",
                "retrain.management.port",
                "ledger.management.port"
            })
    void shouldNameTheSettingOfAPortThatIsTaken(String key) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            PortPlan plan = PortPlan.of(settings(Map.of(key, Integer.toString(socket.getLocalPort()))));

            // When, Then
            assertThatThrownBy(plan::requireFree)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining(Integer.toString(socket.getLocalPort()));
        }
    }

    @Test
    void shouldRefuseAnyPortWhereOthersMustFindIt() {
        // Given
        PortPlan plan = PortPlan.of(settings(Map.of("ingest.management.port", "0")));

        // When, Then
        assertThatThrownBy(plan::requireKnown)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("api.port")
                .hasMessageContaining("scoring.management.port")
                .hasMessageNotContaining("ingest.management.port");
    }

    @Test
    void shouldAcceptPortsThatAreKnown() {
        assertThatCode(() -> PortPlan.of(settings(Map.of("api.port", "8080", "scoring.management.port", "9103")))
                        .requireKnown())
                .doesNotThrowAnyException();
    }

    @Test
    void shouldAcceptPortsThatAreFree() {
        assertThatCode(() -> PortPlan.of(settings(Map.of())).requireFree()).doesNotThrowAnyException();
    }

    @Test
    void shouldTellTheApiWhereTheScorerIsAndKeepNoCopiesOfStores() {
        // Given
        Settings settings = settings(Map.of("scoring.management.port", "19103", "ingest.management.port", "19101"));

        // When
        Settings pointed = PortPlan.of(settings).point(settings);

        // Then
        assertThat(pointed.get(FeedbackConfig.SCORERS)).isEqualTo("http://127.0.0.1:19103/readyz");
        assertThat(pointed.get(HealthConfig.INGEST)).isEqualTo("http://127.0.0.1:19101/readyz");
        assertThat(pointed.get(HealthConfig.FEATURES))
                .as("a port that nobody knows beforehand")
                .isEqualTo("http://localhost:9102/readyz");
        assertThat(pointed.get(CommonSettings.STREAMS_STANDBY_REPLICAS)).isZero();
    }

    @Test
    void shouldLeaveWhatIsSet() {
        // Given
        Settings settings = settings(Map.of("api.scorers", "http://a:1/readyz", "streams.standby.replicas", "2"));

        // When
        Settings pointed = PortPlan.of(settings).point(settings);

        // Then
        assertThat(pointed).isEqualTo(settings);
    }

    @Test
    void shouldNameAnAddressThatCanBeReached() {
        // When
        URI everywhere = PortPlan.of(settings(Map.of("api.host", "0.0.0.0", "api.port", "18080")))
                .api();
        URI here = PortPlan.of(settings(Map.of("api.host", "127.0.0.2", "api.port", "18080")))
                .api();

        // Then
        assertThat(everywhere).isEqualTo(URI.create("http://127.0.0.1:18080"));
        assertThat(here).isEqualTo(URI.create("http://127.0.0.2:18080"));
    }

    @Test
    void shouldNameHttpsWhereItIsServed() {
        // Given
        Map<String, String> https =
                Map.of("api.port", "18443", "api.tls.keystore", "a.p12", "api.tls.password", "hush");
        Map<String, String> named = new TreeMap<>(https);
        named.put("api.address", "https://claims.example");

        // Then
        assertThat(PortPlan.of(settings(https)).api()).isEqualTo(URI.create("https://127.0.0.1:18443"));
        assertThat(PortPlan.of(settings(named)).api()).isEqualTo(URI.create("https://claims.example"));
    }

    private static Settings settings(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(ANY);
        all.putAll(values);
        return Settings.of(Services.settings(), all);
    }
}
