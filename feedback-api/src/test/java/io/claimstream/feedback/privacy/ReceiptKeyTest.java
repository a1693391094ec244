package io.claimstream.feedback.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptKeyTest {

    @TempDir
    private Path directory;

    @Test
    void shouldMakeOneKeyAndHandItsPublicHalfOut() {
        // When
        ReceiptKey first = ReceiptKey.of(new SecretFiles(directory));
        ReceiptKey again = ReceiptKey.of(new SecretFiles(directory));

        // Then
        assertThat(again.publicText()).isEqualTo(first.publicText());
        assertThat(directory.resolve(ReceiptKey.PUBLIC)).hasContent(first.publicText());
        assertThat(ReceiptKey.isSigned(again.sign("receipt"), first.publicText()))
                .isTrue();
    }

    @Test
    void shouldSignWhereThePublicHalfCannotBeWritten() throws IOException {
        // Given
        ReceiptKey made = ReceiptKey.of(new SecretFiles(directory));
        Files.delete(directory.resolve(ReceiptKey.PUBLIC));
        Files.createDirectory(directory.resolve(ReceiptKey.PUBLIC));

        // When
        ReceiptKey key = ReceiptKey.of(new SecretFiles(directory));

        // Then
        assertThat(ReceiptKey.isSigned(key.sign("receipt"), made.publicText())).isTrue();
    }

    @Test
    void shouldSayWhichFileIsMissingOrIsNoPair(@TempDir Path elsewhere) throws IOException {
        // Given
        Path file = Files.writeString(elsewhere.resolve("file"), "");
        ReceiptKey other = ReceiptKey.of(new SecretFiles(directory));
        String mine = Files.readString(directory.resolve(ReceiptKey.SECRET));
        Files.delete(directory.resolve(ReceiptKey.SECRET));
        ReceiptKey unused = ReceiptKey.of(new SecretFiles(directory));
        String another = Files.readString(directory.resolve(ReceiptKey.SECRET));

        // When
        Files.writeString(
                directory.resolve(ReceiptKey.SECRET),
                mine.lines().findFirst().orElseThrow() + "\n"
                        + another.lines().toList().get(1) + "\n");

        // Then
        assertThat(another).doesNotContain(other.publicText());
        assertThatThrownBy(() -> ReceiptKey.of(new SecretFiles(file.resolve("secrets"))))
                .isInstanceOf(ReceiptKeyUnavailableException.class)
                .hasMessageContaining("secrets/receipt-signing.key");
        assertThatThrownBy(() -> ReceiptKey.of(new SecretFiles(directory)))
                .isInstanceOf(ReceiptKeyUnavailableException.class)
                .hasMessageContaining("receipt-signing.key");
    }
}
