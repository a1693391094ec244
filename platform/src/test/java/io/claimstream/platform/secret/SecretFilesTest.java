package io.claimstream.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    private final Path directory;

    SecretFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldMakeASecretOnceForItsOwnerOnly() throws Exception {
        // Given
        Path home = directory.resolve("deep/secrets");

        // When
        byte[] first = new SecretFiles(home).randomKey("signing.key", 32);
        byte[] second = new SecretFiles(home).randomKey("signing.key", 32);

        // Then
        assertThat(second).isEqualTo(first).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("signing.key"))))
                .isEqualTo("rw-------");
        assertThat(home.toFile().list()).containsExactly("signing.key");
    }

    @Test
    void shouldGiveTheSameSecretToAllThatAskAtOnce() {
        // Given
        SecretFiles secrets = new SecretFiles(directory);

        // When
        List<CompletableFuture<String>> asked = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> HexFormat.of().formatHex(secrets.randomKey("shared", 16))))
                .toList();

        // Then
        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(secrets.exists("shared")).isTrue();
        assertThat(secrets.exists("other")).isFalse();
    }

    @Test
    void shouldRefuseNamesThatLeaveTheDirectory() {
        // Given
        SecretFiles secrets = new SecretFiles(directory);

        // When / Then
        assertThatThrownBy(() -> secrets.path("../outside")).isInstanceOf(IllegalArgumentException.class);
    }
}
