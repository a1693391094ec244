package io.claimstream.feedback.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.feedback.TestClock;
import io.claimstream.platform.service.Health.Status;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before the tests.
class ServerTlsTest {

    @TempDir
    static Path made;

    private static TestKeystore good;
    private static TestKeystore soon;
    private static TestKeystore expired;

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private Path keystore;
    private ServerTls tls;

    @BeforeAll
    static void make() {
        good = TestKeystore.validFor(made.resolve("good.p12"), 90);
        soon = TestKeystore.validFor(made.resolve("soon.p12"), 10);
        expired = TestKeystore.expired(made.resolve("expired.p12"));
    }

    @BeforeEach
    void open() throws Exception {
        clock.set(good.certificate().getNotBefore().toInstant().plusSeconds(60));
        keystore = directory.resolve("api.p12");
        good.replace(keystore);
        tls = ServerTls.open(file(TestKeystore.PASSWORD), clock, ServerTls.Pace.USUAL);
        tls.factory().start();
    }

    @AfterEach
    void close() throws Exception {
        tls.factory().stop();
        tls.close();
    }

    @Test
    void shouldWarnTwoWeeksBeforeTheCertificateExpires() {
        assertThat(tls.check().status()).isEqualTo(Status.UP);
        assertThat(tls.daysLeft()).isCloseTo(90, within(0.01));

        clock.pass(Duration.ofDays(77));
        assertThat(tls.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(tls.check().detail()).contains("expires at", "less than 14 days");

        clock.pass(Duration.ofDays(14));
        assertThat(tls.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(tls.check().detail()).contains("expired at");
        assertThat(tls.daysLeft()).isNegative();
    }

    @Test
    void shouldServeWithAChangedKeystore() throws IOException {
        // Given
        soon.replace(keystore);

        // When
        tls.look();

        // Then
        assertThat(tls.daysLeft()).isCloseTo(10, within(0.1));
        assertThat(tls.isRefused()).isFalse();
    }

    @Test
    void shouldKeepWhatItHasUntilSomethingBetterComes() throws IOException {
        Files.writeString(keystore, "rubbish");
        shouldRefuse(KeystoreFault.KEYSTORE_UNREADABLE);
        Files.delete(keystore);
        shouldRefuse(KeystoreFault.KEYSTORE_MISSING);
        expired.replace(keystore);
        shouldRefuse(KeystoreFault.CERTIFICATE_EXPIRED);

        good.replace(keystore);
        tls.look();
        assertThat(tls.isRefused()).isFalse();
        assertThat(tls.check().status()).isEqualTo(Status.UP);
    }

    @Test
    void shouldTakeWhatBecomesValid() throws IOException {
        // Given
        expired.replace(keystore);
        shouldRefuse(KeystoreFault.CERTIFICATE_EXPIRED);

        // When
        clock.set(expired.certificate().getNotAfter().toInstant().minusSeconds(60));
        tls.look();

        // Then
        assertThat(tls.isRefused()).isFalse();
    }

    @Test
    void shouldReadThePasswordFromAFileThatChangesToo() throws IOException {
        // Given
        Path password = Files.writeString(directory.resolve("password"), TestKeystore.PASSWORD + "\n");
        KeystoreFile file = new KeystoreFile(keystore, Optional.empty(), Optional.of(password));
        try (ServerTls fromFile = ServerTls.open(file, clock, ServerTls.Pace.USUAL)) {

            // When
            Files.writeString(password, "another\n");
            fromFile.look();

            // Then
            assertThat(fromFile.check().detail()).contains("PASSWORD_WRONG");
            Files.delete(password);
            fromFile.look();
            assertThat(fromFile.check().detail()).contains("PASSWORD_FILE_UNREADABLE");
        }
    }

    @Test
    void shouldSayWhyItCannotServeAndNeverThePassword() throws Exception {
        assertThat(refused("wrong-word").fault()).isEqualTo(KeystoreFault.PASSWORD_WRONG);
        assertThat(refused("wrong-word")).hasMessageContainingAll("PASSWORD_WRONG", keystore.toString());
        assertThat(refused("wrong-word")).hasMessageNotContaining("wrong-word");
        assertThat(file("wrong-word").toString()).doesNotContain("wrong-word");
        assertThat(file("wrong-word").read().toString()).doesNotContain("wrong-word");

        clock.set(good.certificate().getNotBefore().toInstant().minusSeconds(60));
        assertThat(refused(TestKeystore.PASSWORD).fault()).isEqualTo(KeystoreFault.CERTIFICATE_NOT_YET_VALID);
        clock.set(good.certificate().getNotAfter().toInstant().plusSeconds(60));
        assertThat(refused(TestKeystore.PASSWORD).fault()).isEqualTo(KeystoreFault.CERTIFICATE_EXPIRED);
        writeWithoutKey();
        assertThat(refused(TestKeystore.PASSWORD).fault()).isEqualTo(KeystoreFault.KEYSTORE_WITHOUT_KEY);
        Files.write(keystore, new byte[0]);
        assertThat(refused(TestKeystore.PASSWORD).fault()).isEqualTo(KeystoreFault.KEYSTORE_UNREADABLE);
        Files.delete(keystore);
        assertThat(refused(TestKeystore.PASSWORD).fault()).isEqualTo(KeystoreFault.KEYSTORE_MISSING);
    }

    private void shouldRefuse(KeystoreFault fault) {
        tls.look();
        assertThat(tls.isRefused()).isTrue();
        assertThat(tls.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(tls.check().detail()).contains(fault.name()).doesNotContain(directory.toString());
        assertThat(tls.daysLeft()).isCloseTo(90, within(0.01));
        assertThat(tls.factory().getSslContext()).isNotNull();
    }

    private KeystoreException refused(String password) {
        return catchThrowableOfType(
                KeystoreException.class, () -> ServerTls.open(file(password), clock, ServerTls.Pace.USUAL));
    }

    private KeystoreFile file(String password) {
        return new KeystoreFile(keystore, Optional.of(password), Optional.empty());
    }

    /** What an authority hands out: a certificate, and nothing to serve with. */
    private void writeWithoutKey() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", good.certificate());
        try (OutputStream out = Files.newOutputStream(keystore)) {
            store.store(out, TestKeystore.PASSWORD.toCharArray());
        }
    }
}
