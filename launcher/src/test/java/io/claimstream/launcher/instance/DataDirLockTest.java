package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DataDirLockTest {

    @TempDir
    private Path dataDir;

    @Test
    void shouldRefuseASecondTakerUntilTheFirstGivesItBack() {
        // Given
        DataDirLock first = DataDirLock.take(dataDir.resolve("new/deep"));

        // When, Then
        assertThatThrownBy(() -> DataDirLock.take(dataDir.resolve("new/deep")))
                .isInstanceOf(DataDirInUseException.class)
                .hasMessageContaining("--data-dir");
        first.close();
        assertThatCode(() -> DataDirLock.take(dataDir.resolve("new/deep")).close())
                .doesNotThrowAnyException();
    }

    @Test
    @Timeout(60)
    void shouldBeTakenBackFromAKilledProcess() throws Exception {
        // Given
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockToKillMain.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("taken DataDirLock");
            assertThatThrownBy(() -> DataDirLock.take(dataDir)).isInstanceOf(DataDirInUseException.class);

            // When
            holder.destroyForcibly().waitFor();
        }

        // Then
        assertThatCode(() -> DataDirLock.take(dataDir).close()).doesNotThrowAnyException();
    }

    @Test
    void shouldTellWhichDirectoryCannotBeWritten() throws Exception {
        // Given
        Path file = Files.writeString(dataDir.resolve("file"), "");

        // When, Then
        assertThatThrownBy(() -> DataDirLock.take(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Expected to write the data directory '" + file + "'");
    }
}
