package io.claimstream.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.claimstream.platform.config.Settings.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @Test
    void shouldLetLaterSourcesWin(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("claimstream.properties"),
                "streams.threads=2\nkafka.bootstrap.servers=file:1\ndatabase.user=file\n");
        Map<String, String> environment =
                Map.of("CLAIMSTREAM_STREAMS_THREADS", "3", "CLAIMSTREAM_DATABASE_USER", "env", "PATH", "/bin");

        // When
        Settings settings = Settings.reader(CommonSettings.ALL)
                .file(file)
                .environment(environment)
                .override("command line", Map.of("streams.threads", "4"))
                .read();

        // Then
        assertThat(settings.get(CommonSettings.STREAMS_THREADS)).isEqualTo(4);
        assertThat(settings.get(CommonSettings.DATABASE_USER)).isEqualTo("env");
        assertThat(settings.get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS)).isEqualTo("file:1");
        assertThat(settings.entries())
                .contains(new Entry("streams.threads", "4", "command line", CommonSettings.STREAMS_THREADS.meaning()))
                .anySatisfy(entry -> assertThat(entry.source()).isEqualTo("environment CLAIMSTREAM_DATABASE_USER"))
                .anySatisfy(entry -> assertThat(entry.source()).isEqualTo("default"));
    }

    @Test
    void shouldTellEveryProblemAtOnceWithTheNearestName(@TempDir Path directory) {
        // Given
        SettingsReader reader = Settings.reader(CommonSettings.ALL)
                .file(directory.resolve("missing.properties"))
                .environment(Map.of("CLAIMSTREAM_STREAMS_THREADS", "many", "CLAIMSTREAM_LOG_FORMT", "json"))
                .override("command line", Map.of("kafka.bootstrap.server", "x:1", "topics.create", "yes"));

        // When / Then
        assertThatThrownBy(reader::read)
                .asInstanceOf(type(SettingsException.class))
                .extracting(SettingsException::problems)
                .satisfies(problems -> assertThat(problems)
                        .hasSize(5)
                        .anyMatch(it -> it.contains("missing.properties"))
                        .anyMatch(it -> it.contains("from 1 to 64") && it.contains("'many'"))
                        .anyMatch(it -> it.endsWith("Did you mean 'log.format'?"))
                        .anyMatch(it -> it.endsWith("Did you mean 'kafka.bootstrap.servers'?"))
                        .anyMatch(it -> it.contains("true or false")));
    }

    @Test
    void shouldNeverShowASecret() {
        // Given
        Settings settings = Settings.of(
                CommonSettings.ALL,
                Map.of(
                        "database.password",
                        "hush",
                        "kafka.client.sasl.jaas.config",
                        "hush",
                        "kafka.client.security.protocol",
                        "SSL"));

        // When
        String shown = settings + settings.entries().toString();

        // Then
        assertThat(shown).contains(Settings.MASK).contains("SSL").doesNotContain("hush");
        assertThat(settings.get(CommonSettings.DATABASE_PASSWORD)).contains("hush");
    }

    @Test
    void shouldPassOnWhatStartsWithAPrefix() {
        // Given
        SettingsReader reader = Settings.reader(CommonSettings.ALL)
                .environment(Map.of("CLAIMSTREAM_KAFKA_CLIENT_SECURITY_PROTOCOL", "SSL"));

        // When
        Map<String, String> passedOn = reader.read().withPrefix(CommonSettings.KAFKA_CLIENT);

        // Then
        assertThat(passedOn).containsExactly(Map.entry("security.protocol", "SSL"));
    }

    @Test
    void shouldIgnoreVariablesThatAreNamed() {
        // Given
        SettingsReader reader = Settings.reader(CommonSettings.ALL)
                .ignoreVariables("CLAIMSTREAM_JAVA")
                .environment(Map.of("CLAIMSTREAM_JAVA", "/usr/bin/java"));

        // When / Then
        assertThat(reader.read()).isEqualTo(Settings.of(CommonSettings.ALL, Map.of()));
    }

    @Test
    void shouldCheckAnewWhenAValueIsReplaced() {
        // Given
        Settings settings = Settings.of(CommonSettings.ALL, Map.of("database.user", "app"));

        // When
        Settings other = settings.with(CommonSettings.STREAMS_THREADS, "2");

        // Then
        assertThat(other.get(CommonSettings.STREAMS_THREADS)).isEqualTo(2);
        assertThat(other.get(CommonSettings.DATABASE_USER)).isEqualTo("app");
        assertThatThrownBy(() -> settings.with(CommonSettings.STREAMS_THREADS, "0"))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void shouldRefuseASettingThatNobodyDeclared() {
        // Given
        Settings settings = Settings.of(List.of(), Map.of());

        // When / Then
        assertThatThrownBy(() -> settings.get(CommonSettings.DATA_DIR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("data.dir");
    }
}
