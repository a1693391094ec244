package io.claimstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestConfigTest {

    /** Each key with its default and another value; a key that is missing here fails the first test. */
    private static final Map<String, List<Object>> VALUES = Map.of(
            "ingest.management.port", List.of(9101, 19101),
            "ingest.pseudonym.key.file", List.of(Optional.empty(), Optional.of(Path.of("/run/pseudonym.key"))));

    @Test
    void shouldReadEveryKeyByDefaultAndWhenSet() {
        assertThat(IngestConfig.SETTINGS).extracting(Setting::key).containsExactlyInAnyOrderElementsOf(VALUES.keySet());
        for (Setting<?> setting : IngestConfig.SETTINGS) {
            List<Object> expected = Objects.requireNonNull(VALUES.get(setting.key()));
            assertThat(setting.parse(setting.defaultText())).isEqualTo(expected.get(0));
            String text = expected.get(1) instanceof Optional<?> some
                    ? some.orElseThrow().toString()
                    : expected.get(1).toString();
            assertThat(setting.parse(text)).isEqualTo(expected.get(1));
        }
    }

    @Test
    void shouldMakeThePseudonymKeyAmongTheSecrets(@TempDir Path data) {
        // Given
        IngestConfig config = config(Map.of("data.dir", data.toString()));

        // When
        String id = PseudonymKey.checked(config).create(1);

        // Then
        assertThat(PseudonymKey.checked(config).create(1)).isEqualTo(id).matches("k-[0-9a-f]{12}");
        assertThat(data.resolve("secrets/pseudonym-key")).exists();
        assertThat(PseudonymKey.checked(config).path(2)).isEqualTo(data.resolve("secrets/pseudonym-key-2"));
    }

    @Test
    void shouldUseTheConfiguredPseudonymKey(@TempDir Path data) throws IOException {
        // Given
        Path file = Files.write(data.resolve("given"), new byte[40]);
        IngestConfig config = config(Map.of("data.dir", data.toString(), "ingest.pseudonym.key.file", file.toString()));

        // When
        PseudonymKeyFiles files = PseudonymKey.checked(config);

        // Then
        assertThat(files.key(1, PseudonymKeyFiles.idOf(new byte[40]))).hasSize(40);
        assertThat(data.resolve("secrets")).doesNotExist();
    }

    @Test
    void shouldRefuseAKeyFileThatIsShortOrMissing(@TempDir Path data) throws IOException {
        // Given
        Path brief = Files.write(data.resolve("brief"), new byte[16]);

        // When / Then
        assertThatThrownBy(() -> PseudonymKey.checked(config(Map.of("ingest.pseudonym.key.file", brief.toString()))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> PseudonymKey.checked(config(Map.of("ingest.pseudonym.key.file", "/nowhere/at/all"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void shouldDoWithoutTheFileOfARetiredKey(@TempDir Path data) throws IOException {
        // Given
        Path file = data.resolve("pseudonym.key");
        Files.write(data.resolve("pseudonym.key-3"), new byte[32]);

        // When
        PseudonymKeyFiles files = PseudonymKey.checked(config(Map.of("ingest.pseudonym.key.file", file.toString())));

        // Then
        assertThat(files.numbers()).containsExactly(3);
    }

    private static IngestConfig config(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(IngestConfig.SETTINGS);
        return IngestConfig.of(Settings.of(known, values));
    }
}
