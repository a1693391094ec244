package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSettingsTest {

    @TempDir
    private Path dataDir;

    @Test
    void shouldRefuseOutsideSystemsWhereThereAreOwnOnes() {
        // Given
        Settings settings = settings(
                Map.of("kafka.bootstrap.servers", "localhost:9092", "schema.registry.url", "http://localhost:1"));

        // When, Then
        assertThatThrownBy(() -> InstanceSettings.requireEmbedded(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'kafka.bootstrap.servers'")
                .hasMessageContaining("'schema.registry.url'")
                .hasMessageContaining("run SERVICE");
    }

    @Test
    void shouldAcceptOtherSettingsWhereThereAreOwnSystems() {
        // Given
        Settings settings = settings(Map.of("api.port", "18080", "database.url", "jdbc:h2:mem:a"));

        // When, Then
        assertThatCode(() -> InstanceSettings.requireEmbedded(settings)).doesNotThrowAnyException();
    }

    @Test
    void shouldPointAtTheRunningInstanceUnlessSetOtherwise() {
        // Given
        new InstanceFile(dataDir)
                .write(new Addresses(
                        URI.create("http://127.0.0.1:1"), "127.0.0.1:2", URI.create("http://127.0.0.1:3")));

        // When
        Settings pointed =
                InstanceSettings.pointedAtInstance(settings(Map.of("schema.registry.url", "http://other:4")));

        // Then
        assertThat(pointed.get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS)).isEqualTo("127.0.0.1:2");
        assertThat(pointed.get(CommonSettings.SCHEMA_REGISTRY_URL)).isEqualTo("http://other:4");
    }

    @Test
    void shouldLeaveSettingsAsTheyAreWithoutARunningInstance() {
        // Given
        Settings settings = settings(Map.of());

        // When, Then
        assertThat(InstanceSettings.pointedAtInstance(settings)).isSameAs(settings);
    }

    private Settings settings(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("data.dir", dataDir.toString());
        return Settings.of(Services.settings(), all);
    }
}
