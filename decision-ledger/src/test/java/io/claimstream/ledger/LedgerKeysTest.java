package io.claimstream.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.ledger.Chain;
import io.claimstream.event.LedgerHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeysTest {

    @TempDir
    Path folder;

    @Test
    void shouldMakeAKeyOnceThatOnlyTheOwnerReads() throws IOException {
        // When
        String first = LedgerKeys.signer(folder.resolve("keys")).keyId();
        String again = LedgerKeys.signer(folder.resolve("keys")).keyId();

        // Then
        assertThat(again).isEqualTo(first).matches("[0-9a-f]{16}");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("keys/ledger-signing.key"))))
                .isEqualTo("rw-------");
        assertThat(LedgerKeys.files(folder.resolve("keys"))).hasSize(2);
    }

    @Test
    void shouldTrustAnEarlierPublicKeyThatIsKept() throws IOException {
        // Given
        LedgerHead head = head();
        Files.move(folder.resolve("ledger-signing.pub"), folder.resolve("ledger-signing-2026.pub"));
        Files.delete(folder.resolve("ledger-signing.key"));

        // When
        LedgerKeys.signer(folder);

        // Then
        assertThat(LedgerKeys.trusted(folder)).hasSize(2);
        assertThat(LedgerKeys.signedBy(LedgerKeys.trusted(folder), Set.of()).test(head))
                .isTrue();
    }

    @Test
    void shouldKeepThePublicKeyOfAPrivateOneThatIsGone() throws IOException {
        // Given
        LedgerHead head = head();
        Files.delete(folder.resolve("ledger-signing.key"));

        // When
        String made = LedgerKeys.signer(folder).keyId();

        // Then
        assertThat(made).isNotEqualTo(head.getKeyId());
        assertThat(folder.resolve("ledger-signing-" + head.getKeyId() + ".pub")).exists();
        assertThat(LedgerKeys.trusted(folder)).containsOnlyKeys(made, head.getKeyId());
        assertThat(LedgerKeys.signedBy(LedgerKeys.trusted(folder), Set.of()).test(head))
                .isTrue();
    }

    @Test
    void shouldSayWhichKeyIsGone() throws IOException {
        // Given
        assertThat(LedgerKeys.keepOrphan(folder)).isEmpty();
        String lost = LedgerKeys.signer(folder).keyId();
        assertThat(LedgerKeys.keepOrphan(folder)).isEmpty();

        // When
        Files.delete(folder.resolve("ledger-signing.key"));

        // Then
        assertThat(LedgerKeys.keepOrphan(folder)).contains(lost);
        assertThat(LedgerKeys.keepOrphan(folder)).isEmpty();
    }

    @Test
    void shouldKeepAFileThatIsNoKey() throws IOException {
        // Given
        Files.writeString(folder.resolve("ledger-signing.pub"), "spoilt");

        // When
        LedgerKeys.signer(folder);

        // Then
        assertThat(LedgerKeys.files(folder))
                .extracting(it -> it.getFileName().toString())
                .anyMatch(it -> it.matches("ledger-signing-unreadable-[0-9a-f]{16}\\.pub"));
    }

    @Test
    void shouldNotTakeTheSignatureOfAnotherHead() {
        // Given
        LedgerHead head = head();

        // When
        LedgerHead other = LedgerHead.newBuilder(head).setSequence(2L).build();

        // Then
        assertThat(LedgerKeys.signedBy(LedgerKeys.trusted(folder), Set.of()).test(other))
                .isFalse();
    }

    @Test
    void shouldTakeOnlyThePinnedKey() {
        // Given
        LedgerHead head = head();

        // Then
        assertThat(LedgerKeys.signedBy(LedgerKeys.trusted(folder), Set.of(head.getKeyId()))
                        .test(head))
                .isTrue();
        assertThat(LedgerKeys.signedBy(LedgerKeys.trusted(folder), Set.of("0123456789abcdef"))
                        .test(head))
                .isFalse();
    }

    @Test
    void shouldRefuseHalvesThatAreNoPair() throws IOException {
        // Given
        LedgerKeys.signer(folder);
        LedgerKeys.signer(folder.resolve("other"));

        // When
        Files.delete(folder.resolve("ledger-signing.pub"));
        Files.copy(folder.resolve("other/ledger-signing.pub"), folder.resolve("ledger-signing.pub"));

        // Then
        assertThatThrownBy(() -> LedgerKeys.signer(folder)).hasMessageContaining("to be a pair");
    }

    private LedgerHead head() {
        return Chain.head(Chain.empty(), 0, Instant.parse("2026-03-01T09:30:00Z"), LedgerKeys.signer(folder));
    }
}
