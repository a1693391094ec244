package io.claimstream.platform.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.crypto.tink.Aead;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.testkit.MemoryKms;
import io.claimstream.testkit.MemoryKms.Weather;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmsKeyEncryptionKeysTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final KmsCalls.Bounds PATIENT = new KmsCalls.Bounds(3, SOON, LONG, LONG, 2);
    private static final byte[] TEXT = "key of a person".getBytes(UTF_8);
    private static final byte[] CONTEXT = "jane".getBytes(UTF_8);

    private final FileKeyEncryptionKeys files;
    private final MemoryKms.Key first;
    private final MemoryKms.Key second;

    KmsKeyEncryptionKeysTest(@TempDir Path secrets) {
        files = new FileKeyEncryptionKeys(new SecretFiles(secrets));
        first = MemoryKms.key(secrets.getFileName() + "/first");
        second = MemoryKms.key(secrets.getFileName() + "/second");
    }

    @Test
    void shouldTakeKeysInTheOrderOfTheirAddressesUnderIdsOfTheirOwn() {
        // Given
        KeyEncryptionKeys keys = keys(PATIENT);

        // When
        String one = keys.create(1, List.of());
        String two = keys.create(2, List.of(one));

        // Then
        assertThat(keys.addresses()).containsExactly(Map.entry(one, first.address()), Map.entry(two, second.address()));
        assertThat(keys.create(1, List.of())).isEqualTo(one);
        assertThat(keys.create(5, List.of("kek-1f00", one))).isEqualTo(two);
        assertThat(List.of(one, two)).doesNotHaveDuplicates().allSatisfy(it -> assertThat(it)
                .matches("kms-[0-9a-f]{32}"));
        assertThatThrownBy(() -> keys.create(3, List.of(two, one)))
                .isInstanceOf(KeyEncryptionKeyMissingException.class)
                .hasMessageContaining("at the end of encryption.key.uris");
    }

    @Test
    void shouldTakeNoKeyThatDoesNotWork() {
        // Given
        String nowhere = first.address() + "/never-made";
        KeyEncryptionKeys keys = new KmsKeyEncryptionKeys(List.of(nowhere), files, PATIENT);

        // When / Then
        assertThatThrownBy(() -> keys.create(1, List.of()))
                .isInstanceOf(KeyServiceUnavailableException.class)
                .hasMessageContaining(nowhere);
    }

    @Test
    void shouldTellBytesThatAreNotOfTheKeyFromAnOutage() throws GeneralSecurityException {
        // Given
        Aead key = first(PATIENT);
        byte[] wrapped = key.encrypt(TEXT, CONTEXT);
        byte[] changed = wrapped.clone();
        changed[changed.length - 1] ^= 1;

        // When / Then
        assertThat(key.decrypt(wrapped, CONTEXT)).isEqualTo(TEXT);
        assertThatThrownBy(() -> key.decrypt(changed, CONTEXT)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> key.decrypt(wrapped, "john".getBytes(UTF_8)))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(key.decrypt(wrapped, CONTEXT)).isEqualTo(TEXT);

        // When
        first.meet(Weather.REFUSING);

        // Then
        assertThatThrownBy(() -> key.decrypt(wrapped, CONTEXT)).isInstanceOf(KeyServiceUnavailableException.class);
    }

    @Test
    void shouldNotTakeBytesForDamagedWhenTheServiceComesBackMeanwhile() throws GeneralSecurityException {
        // Given
        Aead key = first(PATIENT);
        byte[] wrapped = key.encrypt(TEXT, CONTEXT);
        int before = first.calls();

        // When: each try of the call meets the outage, and the question whether the key works does not.
        first.meet(calls -> refuseUntil(before + 3, calls));

        // Then
        assertThat(key.decrypt(wrapped, CONTEXT)).isEqualTo(TEXT);
        assertThat(first.calls()).isEqualTo(before + 3 + 2 + 1);
    }

    @Test
    void shouldTryAgainBeforeItGivesUp() throws GeneralSecurityException {
        // Given
        Aead key = first(PATIENT);
        first.meet(calls -> refuseUntil(2, calls));

        // When
        byte[] wrapped = key.encrypt(TEXT, CONTEXT);

        // Then
        assertThat(first.calls()).isEqualTo(3);
        assertThat(key.decrypt(wrapped, CONTEXT)).isEqualTo(TEXT);
    }

    @Test
    void shouldSayWhyAndAskNothingForAWhileAfterAnOutage() {
        // Given
        Aead key = first(PATIENT);
        first.meet(Weather.REFUSING);

        // When
        Throwable failure = catchThrowable(() -> key.encrypt(TEXT, CONTEXT));

        // Then
        assertThat(WorldFailure.cause(new IllegalStateException(failure)))
                .contains("the key management service does not answer or refuses (IllegalStateException)");
        assertThat(first.calls()).isEqualTo(3);

        // When
        first.meet(Weather.FINE);

        // Then
        assertThatThrownBy(() -> key.encrypt(TEXT, CONTEXT)).isInstanceOf(KeyServiceUnavailableException.class);
        assertThat(first.calls()).isEqualTo(3);
    }

    @Test
    void shouldGoOnAfterAnOutage() throws GeneralSecurityException {
        // Given
        Aead key = first(new KmsCalls.Bounds(3, SOON, LONG, Duration.ZERO, 2));
        first.meet(Weather.REFUSING);
        assertThatThrownBy(() -> key.encrypt(TEXT, CONTEXT)).isInstanceOf(KeyServiceUnavailableException.class);

        // When
        first.meet(Weather.FINE);

        // Then
        assertThat(key.decrypt(key.encrypt(TEXT, CONTEXT), CONTEXT)).isEqualTo(TEXT);
    }

    @Test
    void shouldNotWaitForAnAnswerThatDoesNotCome() {
        // Given
        Aead key = first(new KmsCalls.Bounds(3, SOON, Duration.ofMillis(50), LONG, 2));
        CountDownLatch never = new CountDownLatch(1);
        first.meet(calls -> never.await());

        // When
        Throwable failure = catchThrowable(() -> key.decrypt(TEXT, CONTEXT));

        // Then
        assertThat(failure).isInstanceOf(KeyServiceUnavailableException.class).hasMessageContaining("TimeoutException");
        assertThat(first.calls()).as("not tried again").isLessThan(2);
    }

    @Test
    void shouldStayInterrupted() {
        // Given
        Aead key = first(PATIENT);
        CountDownLatch never = new CountDownLatch(1);
        first.meet(calls -> never.await());
        Thread.currentThread().interrupt();

        // When
        Throwable failure = catchThrowable(() -> key.encrypt(TEXT, CONTEXT));

        // Then: a thread that is asked to end says nothing of the service.
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(KeyServiceUnavailableException.class);
        first.meet(Weather.FINE);
        assertThat(catchThrowable(() -> key.encrypt(TEXT, CONTEXT))).isNull();
    }

    @Test
    void shouldFindKeysOfFilesToo() throws GeneralSecurityException {
        // Given
        String inAFile = files.create(1);
        byte[] wrapped = files.key(inAFile).encrypt(TEXT, CONTEXT);

        // When / Then
        assertThat(keys(PATIENT).key(inAFile).decrypt(wrapped, CONTEXT)).isEqualTo(TEXT);
        assertThatThrownBy(() -> keys(PATIENT).key("kek-0123456789abcdef"))
                .isInstanceOf(KeyEncryptionKeyMissingException.class)
                .hasMessageContaining("encryption-key-");
    }

    @Test
    void shouldFindAFileWhoseNumberFollowsThatOfAKeyOfTheService(@TempDir Path secrets) {
        // Given
        String third = new FileKeyEncryptionKeys(new SecretFiles(secrets)).create(3);

        // When / Then
        FileKeyEncryptionKeys later = new FileKeyEncryptionKeys(new SecretFiles(secrets));
        assertThat(later.key(third)).isNotNull();
        assertThat(later.files()).containsExactly(secrets.resolve("encryption-key-3"));
    }

    @Test
    void shouldSayWhatIsMissingForAKey() {
        // Given
        String gone = KmsKeyEncryptionKeys.idOf("memory-kms://gone");
        KeyEncryptionKeys ofNobody = new KmsKeyEncryptionKeys(List.of("nobodys-kms://a/b"), files, PATIENT);

        // Then
        for (KeyEncryptionKeys keys : List.of(files, keys(PATIENT))) {
            assertThatThrownBy(() -> keys.key(gone))
                    .isExactlyInstanceOf(KeyEncryptionKeyMissingException.class)
                    .hasMessageContaining(gone)
                    .hasMessageContaining("encryption.key.uris");
        }
        assertThatThrownBy(() -> ofNobody.key(KmsKeyEncryptionKeys.idOf("nobodys-kms://a/b")))
                .isExactlyInstanceOf(KeyEncryptionKeyMissingException.class)
                .hasMessageContaining("nobodys-kms://a/b")
                .hasMessageContaining("CLAIMSTREAM_CLASSPATH");
    }

    @Test
    void shouldTakeFilesUnlessAddressesAreSet(@TempDir Path data) {
        // Given
        Map<String, String> plain = Map.of("data.dir", data.toString());
        Map<String, String> addressed =
                Map.of("data.dir", data.toString(), "encryption.key.uris", first.address() + " , " + second.address());

        // Then
        assertThat(KeyEncryptionKeys.of(Settings.of(CommonSettings.ALL, plain)))
                .isInstanceOf(FileKeyEncryptionKeys.class)
                .satisfies(it -> assertThat(it.addresses()).isEmpty());
        assertThat(KeyEncryptionKeys.of(Settings.of(CommonSettings.ALL, addressed))
                        .addresses()
                        .values())
                .containsExactly(first.address(), second.address());
    }

    private static void refuseUntil(int last, int calls) throws GeneralSecurityException, InterruptedException {
        if (calls <= last) {
            Weather.REFUSING.meet(calls);
        }
    }

    private Aead first(KmsCalls.Bounds bounds) {
        return keys(bounds).key(KmsKeyEncryptionKeys.idOf(first.address()));
    }

    private KeyEncryptionKeys keys(KmsCalls.Bounds bounds) {
        return new KmsKeyEncryptionKeys(List.of(first.address(), second.address()), files, bounds);
    }
}
