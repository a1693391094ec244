package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir
    Path folder;

    @Test
    void shouldKeepTheKeyThatItMade() {
        String first = KeyFiles.signer(folder).keyId();

        assertThat(KeyFiles.signer(folder).keyId()).isEqualTo(first).hasSize(16);
    }

    @Test
    void shouldHideThePrivateKeyFromOthers() throws IOException {
        KeyFiles.signer(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("model-signing.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldTrustAKeyOnlyWhileItsFileIsThere() throws IOException {
        // Given
        TrustedKeys trusted = KeyFiles.trusted(folder.resolve("keys"));
        assertThat(trusted.find("0011223344556677")).isEmpty();
        String keyId = KeyFiles.signer(folder.resolve("keys")).keyId();
        Files.writeString(folder.resolve("keys/a-note.pub"), "not a key");
        assertThat(trusted.find(keyId)).isPresent();

        // When
        Files.delete(folder.resolve("keys/model-signing.pub"));

        // Then
        assertThat(trusted.find(keyId)).isEmpty();
    }

    @Test
    void shouldSayWhereAKeyIsSpoilt() throws IOException {
        Files.writeString(folder.resolve("model-signing.key"), "AAAA");
        Files.writeString(folder.resolve("model-signing.pub"), "AAAA");

        assertThatThrownBy(() -> KeyFiles.signer(folder)).hasMessageContaining(folder.toString());
    }

    @Test
    void shouldMendARotationThatWasCutShort() throws IOException {
        // Given: the new public key is there, and the new private one is not.
        String first = KeyFiles.signer(folder).keyId();
        Path other = folder.resolve("other");
        String lost = KeyFiles.signer(other).keyId();
        Files.move(folder.resolve("model-signing.pub"), folder.resolve("model-signing-" + first + ".pub"));
        Files.copy(other.resolve("model-signing.pub"), folder.resolve("model-signing.pub"));
        assertThatThrownBy(() -> KeyFiles.signer(folder))
                .hasRootCauseMessage("model-signing.key and model-signing.pub in " + folder
                        + " are no pair; 'keys rotate signing' makes another.");

        // When
        String now = KeyFiles.rotate(folder);

        // Then
        assertThat(KeyFiles.signer(folder).keyId()).isEqualTo(now).isNotIn(first, lost);
        assertThat(KeyFiles.trusted(folder).find(first)).isPresent();
    }
}
