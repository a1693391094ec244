package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir
    private Path directory;

    @Test
    void shouldGiveBackWhatWasWritten() {
        // Given
        Samples.Signed signed = Samples.signed(directory.resolve("keys"));
        ModelFolder folder = new ModelFolder(directory.resolve("model"));

        // When
        folder.write(signed.bundle());

        // Then
        ModelBundle read = folder.read();
        assertThat(folder.isWhole()).isTrue();
        assertThat(read.version()).isEqualTo(signed.bundle().version());
        assertThat(signed.verifier().verify(read)).isEqualTo(signed.candidate().manifest());
    }

    @Test
    void shouldSeeThatAnArtifactIsNotTheOneWritten() throws Exception {
        // Given
        ModelFolder folder = new ModelFolder(directory);
        folder.write(Samples.signed(directory.resolve("keys")).bundle());

        // When
        Files.write(directory.resolve("model.ubj"), new byte[] {1, 2, 3});

        // Then
        assertThat(folder.isWhole()).isFalse();
        assertThat(new ModelFolder(directory.resolve("nothing")).isWhole()).isFalse();
    }

    @Test
    void shouldLeaveItToTheVerifierWhetherANameIsRight() {
        // Given
        Samples.Signed signed = Samples.signed(directory.resolve("keys"));
        ModelFolder folder = new ModelFolder(directory.resolve("model"));
        folder.write(signed.bundle());

        // When
        ModelBundle read = folder.read("m-000000000000");

        // Then
        assertThatThrownBy(() -> signed.verifier().verify(read))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(Code.WRONG_VERSION));
    }
}
