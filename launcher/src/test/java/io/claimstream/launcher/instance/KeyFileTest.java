package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.launcher.command.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadTheKeyWithoutItsLineEnd() throws Exception {
        assertThat(KeyFile.read(Files.writeString(directory.resolve("own.key"), "cs_a-B_9\n")))
                .isEqualTo("cs_a-B_9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key cs_secret\nid  k_1", "{\"key\": \"cs_secret\"}", "cs_secret\r\nX-More: 1"})
    void shouldRefuseWhatIsNoKeyWithoutSayingIt(String text) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("own.key"), text);

        // Then
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("cs_secret");
    }

    @Test
    void shouldRefuseAFileThatCannotBeRead() throws Exception {
        // Given
        Path bytes = Files.write(directory.resolve("bytes"), "\u00ff".getBytes(StandardCharsets.ISO_8859_1));

        // Then
        for (Path file : new Path[] {bytes, directory.resolve("none")}) {
            assertThatThrownBy(() -> KeyFile.read(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
