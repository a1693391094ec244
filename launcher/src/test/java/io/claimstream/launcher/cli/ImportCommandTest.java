package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {

    @TempDir
    private Path dataDir;

    @ParameterizedTest
    @CsvSource({
        "--insurer=a|b,     Expected --insurer of",
        "--concurrency=0,   'Expected --concurrency from 1 to 256, but got 0.'",
        "--concurrency=257, 'Expected --concurrency from 1 to 256, but got 257.'",
        "--patience=0,      'Expected --patience of 1 or more, but got 0.'",
        "--patience=long,   '--patience'"
    })
    void shouldRefuseOptionsOutOfRange(String option, String message) {
        // When
        CommandRun run = CommandRun.of("import", "any.csv", option);

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }

    @Test
    void shouldAskForAFile() {
        // When
        CommandRun run = CommandRun.of("import");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required parameter: 'FILE'");
    }

    @Test
    void shouldCallAMissingFileBadInput() {
        // When
        CommandRun run = CommandRun.of("import", "no-such.csv", "--data-dir", dataDir.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("'no-such.csv' is none (NoSuchFileException)");
    }

    @Test
    void shouldCallAnotherKindOfFileBadInput() throws Exception {
        // Given
        Path file = Files.writeString(dataDir.resolve("other.csv"), "a,b\n1,2\n");

        // When
        CommandRun run = CommandRun.of("import", file.toString(), "--data-dir", dataDir.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("Expected the columns of a motor injury file");
    }
}
