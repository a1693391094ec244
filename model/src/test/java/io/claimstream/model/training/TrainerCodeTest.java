package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerCodeTest {

    @TempDir
    private Path directory;

    @Test
    void shouldTellBuildsOfOneReleaseApart() throws IOException {
        // Given
        Path jar = Files.writeString(directory.resolve("one.jar"), "code");
        Path same = Files.writeString(directory.resolve("same.jar"), "code");
        Path other = Files.writeString(directory.resolve("other.jar"), "other code");

        // When
        String version = TrainerCode.version("0.1.0", jar);

        // Then
        assertThat(version).matches("0\\.1\\.0\\+[0-9a-f]{12}");
        assertThat(TrainerCode.version("0.1.0", same)).isEqualTo(version);
        assertThat(TrainerCode.version("0.1.0", other)).isNotEqualTo(version);
    }

    @Test
    void shouldClaimNoVersionForClassesInADirectory() {
        assertThat(TrainerCode.version("0.1.0", directory)).isEqualTo("unpackaged");
        assertThat(TrainerCode.version(null, directory.resolve("none.jar"))).isEqualTo("unpackaged");
        assertThat(TrainerCode.version()).isEqualTo("unpackaged");
    }
}
