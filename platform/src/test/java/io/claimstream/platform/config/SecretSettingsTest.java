package io.claimstream.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSettingsTest {

    private static final String SECRET = "hush-hush";

    private final Path directory;

    SecretSettingsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldReadASecretFromTheFileThatAVariableNames() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("password"), SECRET + "\n");
        SettingsReader reader = Settings.reader(CommonSettings.ALL)
                .environment(Map.of(
                        "CLAIMSTREAM_DATABASE_PASSWORD_FILE", file.toString(),
                        "CLAIMSTREAM_KAFKA_CLIENT_SECURITY_PROTOCOL", "SSL",
                        "CLAIMSTREAM_KAFKA_CLIENT_SSL_KEYSTORE_PASSWORD_FILE", file.toString(),
                        "CLAIMSTREAM_SCHEMA_REGISTRY_SSL_KEY_PASSWORD_FILE", file.toString(),
                        "CLAIMSTREAM_DATABASE_DRIVER_SSLPASSWORD_FILE", file.toString()));

        // When
        Settings settings = reader.read();

        // Then
        assertThat(settings.get(CommonSettings.DATABASE_PASSWORD)).contains(SECRET);
        assertThat(settings.withPrefix(CommonSettings.KAFKA_CLIENT))
                .containsEntry("ssl.keystore.password", SECRET)
                .containsOnlyKeys("security.protocol", "ssl.keystore.password");
        assertThat(settings.withPrefix(CommonSettings.SCHEMA_REGISTRY_TLS)).containsEntry("key.password", SECRET);
        assertThat(settings.withPrefix(CommonSettings.DATABASE_DRIVER)).containsEntry("sslpassword", SECRET);
        assertThat(settings + settings.entries().toString())
                .doesNotContain(SECRET)
                .contains("environment CLAIMSTREAM_DATABASE_PASSWORD_FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database.password",
                "schema.registry.basic.auth.user.info",
                "schema.registry.bearer.auth.token",
                "schema.registry.ssl.keystore.password",
                "kafka.client.sasl.jaas.config",
                "kafka.client.ssl.key.password",
                "kafka.client.sasl.oauthbearer.client.credentials.client.secret",
                "database.driver.sslpassword"
            })
    void shouldRefuseASecretOnTheCommandLine(String key) {
        // When, Then
        assertThat(problems(Settings.reader(CommonSettings.ALL).commandLine(Map.of(key, SECRET))))
                .anyMatch(it -> it.contains("'" + key + "'") && it.contains("'" + key + ".file'"))
                .noneMatch(it -> it.contains(SECRET));
    }

    @Test
    void shouldTakeTheFileOfASecretFromTheCommandLine() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("password"), SECRET);

        // When
        Settings settings = Settings.reader(CommonSettings.ALL)
                .commandLine(Map.of("database.password.file", file.toString(), "streams.threads", "2"))
                .read();

        // Then
        assertThat(settings.get(CommonSettings.DATABASE_PASSWORD)).contains(SECRET);
        assertThat(settings.get(CommonSettings.STREAMS_THREADS)).isEqualTo(2);
    }

    @Test
    void shouldRefuseAnAddressWithAPasswordOnTheCommandLineAndMaskItElsewhere() {
        // Given
        Map<String, String> values = Map.of(
                "schema.registry.url", "https://me:" + SECRET + "@registry:8081",
                "database.url", "jdbc:postgresql://db/x?sslmode=verify-full&password=" + SECRET + "&a=b");

        // When
        Settings settings = Settings.of(CommonSettings.ALL, values);

        // Then
        assertThat(settings + settings.entries().toString())
                .doesNotContain(SECRET)
                .contains("https://" + Settings.MASK + "@registry:8081")
                .contains("sslmode=verify-full&password=" + Settings.MASK + "&a=b");
        assertThat(settings.get(CommonSettings.SCHEMA_REGISTRY_URL)).contains(SECRET);
        assertThat(problems(Settings.reader(CommonSettings.ALL).commandLine(values)))
                .hasSize(2)
                .noneMatch(it -> it.contains(SECRET));
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        // Given
        Path empty = Files.writeString(directory.resolve("empty"), " \n");
        Path large = Files.write(directory.resolve("large"), new byte[70_000]);
        Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});

        // When, Then
        assertThat(problemOf(empty)).contains("is empty");
        assertThat(problemOf(large)).contains("larger than 64 KiB");
        assertThat(problemOf(bytes)).contains("is no text in UTF-8");
        assertThat(problemOf(directory.resolve("missing"))).contains("NoSuchFileException");
    }

    @Test
    void shouldRefuseASecretThatIsSetTwice() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("password"), SECRET);

        // When, Then
        assertThat(problems(Settings.reader(CommonSettings.ALL)
                        .environment(Map.of(
                                "CLAIMSTREAM_DATABASE_PASSWORD",
                                "other",
                                "CLAIMSTREAM_DATABASE_PASSWORD_FILE",
                                file.toString()))))
                .singleElement()
                .asString()
                .contains("either 'database.password' or 'database.password.file'")
                .doesNotContain("other");
    }

    private String problemOf(Path file) {
        List<String> problems = problems(Settings.reader(CommonSettings.ALL)
                .override("given", Map.of("database.password.file", file.toString())));
        assertThat(problems).singleElement().asString().contains(file.toString());
        return problems.get(0);
    }

    static List<String> problems(SettingsReader reader) {
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(reader::read)
                .asInstanceOf(type(SettingsException.class))
                .satisfies(it -> problems.addAll(it.problems()));
        return problems;
    }
}
