package io.claimstream.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.ledger.LedgerKeys;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeSecretsTest {

    private final Path directory;

    ComposeSecretsTest(@TempDir Path temporary) {
        this.directory = temporary.resolve("secrets");
    }

    @Test
    void shouldMakeEverythingOnce() throws IOException {
        // Given
        var first = new ComposeSecrets(directory).make();
        Map<Path, String> before = contents();

        // When
        var second = new ComposeSecrets(directory).make();

        // Then
        assertThat(first).allMatch(ComposeSecrets.Made::isNew);
        assertThat(first.stream().map(ComposeSecrets.Made::file)).containsExactlyInAnyOrderElementsOf(before.keySet());
        assertThat(second).noneMatch(ComposeSecrets.Made::isNew);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void shouldMakeAnothersOfItsOwn(@TempDir Path elsewhere) throws IOException {
        // When
        new ComposeSecrets(directory).make();
        new ComposeSecrets(elsewhere).make();

        // Then
        contents().forEach((file, content) -> assertThat(elsewhere.resolve(directory.relativize(file)))
                .content(StandardCharsets.ISO_8859_1)
                .isNotEqualTo(content));
    }

    @Test
    void shouldLetOnlyTheOwnerEnter() throws IOException {
        // When
        new ComposeSecrets(directory).make();

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(contents().keySet()).allMatch(it -> permissions(it).equals("r--r--r--"));
        assertThat(folders()).hasSizeGreaterThan(5).allMatch(it -> permissions(it)
                .equals("rwxr-xr-x"));
    }

    @Test
    void shouldMakeKeysThatTheServicesTake() throws IOException {
        // When
        new ComposeSecrets(directory).make();

        // Then
        FileKeyEncryptionKeys keys = new FileKeyEncryptionKeys(new SecretFiles(directory.resolve("keys/encryption")));
        assertThat(keys.key(keys.create(1))).isNotNull();
        String keyId = KeyFiles.signer(directory.resolve("keys/signing")).keyId();
        assertThat(KeyFiles.trusted(directory.resolve("keys/trusted")).find(keyId))
                .isPresent();
        assertThat(directory.resolve("keys/trusted")).isDirectoryNotContaining("glob:**.key");
        assertThat(LedgerKeys.trusted(directory.resolve("keys/ledger")))
                .containsOnlyKeys(
                        LedgerKeys.signer(directory.resolve("keys/ledger")).keyId());
        ReceiptKey receipts = ReceiptKey.of(new SecretFiles(directory.resolve("keys/api")));
        assertThat(directory.resolve("keys/api").resolve(ReceiptKey.PUBLIC)).hasContent(receipts.publicText());
        assertThat(directory.resolve("keys/pseudonym/pseudonym.key")).hasSize(32);
        assertThat(directory.resolve("keys/replay/replay.key")).hasSize(32);
        assertThat(directory.resolve("keys/api/cli.key")).content().matches("cs_[A-Za-z0-9_-]{43}");
    }

    @Test
    void shouldSayPasswordsAsSettings() throws IOException {
        // Given
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("database-password"), "chosen\n");

        // When
        new ComposeSecrets(directory).make();

        // Then
        assertThat(directory.resolve("database-password")).hasContent("chosen");
        assertThat(directory.resolve("services.env")).hasContent("CLAIMSTREAM_DATABASE_PASSWORD=chosen");
        assertThat(directory.resolve("registry.env"))
                .hasContent("REGISTRY_DATASOURCE_PASSWORD="
                        + Files.readString(directory.resolve("registry-database-password")));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those below the directory. */
    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isDirectory)
                    .filter(it -> !it.equals(directory))
                    .toList();
        }
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
