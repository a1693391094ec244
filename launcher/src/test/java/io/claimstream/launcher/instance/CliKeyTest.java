package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliKeyTest {

    @TempDir
    private Path dataDir;

    @Test
    void shouldReadTheKeyWithoutItsLineEnd() throws Exception {
        // Given
        Files.createDirectories(dataDir.resolve("secrets"));
        Files.writeString(dataDir.resolve("secrets/cli.key"), "the-key\n");

        // When, Then
        assertThat(CliKey.read(dataDir)).isEqualTo("the-key");
    }

    @Test
    void shouldSayWhereAKeyIsMissing() {
        assertThatThrownBy(() -> CliKey.read(dataDir))
                .isInstanceOf(CliKeyMissingException.class)
                .hasMessageContaining("secrets")
                .hasMessageContaining("cli.key");
    }
}
