package io.claimstream.platform.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import io.claimstream.event.Sealed;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.secret.SecretFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sealing promises on either database. */
abstract class SealingContract {

    private static final Subject JANE = new Subject("acme", "jane");
    private static final Subject JOHN = new Subject("acme", "john");
    private static final Subject ELSEWHERE = new Subject("other", "jane");
    private static final SealedField NOTE = SealedField.FEEDBACK_NOTE;
    private static final String TEXT = "Walks with a stick since March.";
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final Path secrets;
    private final MovableClock clock = new MovableClock(NOW);

    SealingContract(@TempDir Path secrets) {
        this.secrets = secrets;
    }

    abstract Jdbi jdbi();

    @BeforeEach
    void clear() {
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_subject_key");
            handle.execute("delete from record_encryption_key");
        });
    }

    @Test
    void shouldOpenWhatAnotherProcessSealed() {
        // Given
        Sealed sealed = seal(sealer(), JANE);

        // When
        Optional<String> opened = open(sealer(), JANE, sealed);

        // Then
        assertThat(opened).hasValue(TEXT);
        assertThat(new String(bytes(sealed), StandardCharsets.ISO_8859_1)).doesNotContain("stick");
        assertThat(sealed.getKeyId()).startsWith("sk-").doesNotContain("jane");
    }

    @Test
    void shouldNeverLookAlikeTwice() {
        Sealer sealer = sealer();

        assertThat(bytes(seal(sealer, JANE))).isNotEqualTo(bytes(seal(sealer, JANE)));
    }

    @Test
    void shouldOpenForNobodyElseAndNowhereElse() {
        // Given
        Sealer sealer = sealer();
        Sealed sealed = seal(sealer, JANE);
        Sealed johns = seal(sealer, JOHN);
        SealedField otherTopic = new SealedField("claims.other.v1", NOTE.field(), NOTE.schema(), NOTE.fingerprint());
        SealedField otherField = new SealedField(NOTE.topic(), "reason", NOTE.schema(), NOTE.fingerprint());
        SealedField otherSchema = new SealedField(NOTE.topic(), NOTE.field(), "bytes", NOTE.fingerprint());

        // Then
        assertRefused(() -> sealer.open(JOHN, NOTE, sealed));
        assertRefused(() -> sealer.open(JOHN, NOTE, new Sealed(johns.getKeyId(), sealed.getCiphertext())));
        assertRefused(() -> sealer.open(new Subject("other", "jane"), NOTE, sealed));
        assertRefused(() -> sealer.open(JANE, otherTopic, sealed));
        assertRefused(() -> sealer.open(JANE, otherField, sealed));
        assertRefused(() -> sealer.open(JANE, otherSchema, sealed));
    }

    @Test
    void shouldNoticeEachChangedByte() {
        // Given
        Sealer sealer = sealer();
        Sealed sealed = seal(sealer, JANE);
        byte[] whole = bytes(sealed);

        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Sealed other = new Sealed(sealed.getKeyId(), ByteBuffer.wrap(changed));

            // When / Then
            assertRefused(() -> sealer.open(JANE, NOTE, other));
        }
        assertRefused(() -> sealer.open(JANE, NOTE, new Sealed(sealed.getKeyId(), ByteBuffer.allocate(3))));
    }

    @Test
    void shouldRefuseAKeyThatWasMovedToAnotherPerson() {
        // Given
        seal(sealer(), JANE);
        seal(sealer(), JOHN);
        jdbi().useHandle(handle -> handle.execute("update record_subject_key set wrapped_key = (select wrapped_key from"
                + " record_subject_key where subject = 'john') where subject = 'jane'"));

        // When / Then
        assertRefused(() -> seal(sealer(), JANE));
    }

    @Test
    void shouldMakeOneKeyHoweverManyProcessesNeedItAtOnce() throws Exception {
        // Given
        int processes = 8;
        CyclicBarrier together = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        List<Future<Sealed>> sealing = new ArrayList<>();

        // When
        for (int i = 0; i < processes; i++) {
            Sealer sealer = sealer();
            sealing.add(threads.submit(() -> {
                together.await();
                return seal(sealer, JANE);
            }));
        }

        // Then
        Set<String> keyIds = new HashSet<>();
        for (Future<Sealed> one : sealing) {
            keyIds.add(one.get().getKeyId());
            assertThat(open(sealer(), JANE, one.get())).hasValue(TEXT);
        }
        threads.shutdown();
        assertThat(keyIds).hasSize(1);
    }

    @Test
    void shouldHaveKeysReadyThatAreExpected() {
        // Given
        Sealed before = seal(sealer(), JANE);
        Sealer sealer = sealer();

        // When
        sealer.prepare(List.of(JANE, JOHN, JANE, ELSEWHERE));

        // Then
        assertThat(wrappedKeys()).hasSize(3);
        assertThat(seal(sealer, JANE).getKeyId()).isEqualTo(before.getKeyId());
        assertThat(open(sealer(), JOHN, seal(sealer, JOHN))).hasValue(TEXT);
        assertThat(open(sealer(), ELSEWHERE, seal(sealer, ELSEWHERE))).hasValue(TEXT);
        assertThat(wrappedKeys()).hasSize(3);
    }

    @Test
    void shouldMakeNoKeyAheadForSomebodyWhoWasErased() {
        // Given
        keys().destroy(JANE);
        Sealer sealer = sealer();

        // When
        sealer.prepare(List.of(JANE, JOHN));

        // Then
        assertThat(wrappedKeys()).hasSize(1);
        assertThat(sealer.seal(JANE, NOTE, new byte[1])).isEmpty();
        assertThat(open(sealer(), JOHN, seal(sealer, JOHN))).hasValue(TEXT);
    }

    @Test
    void shouldLoseForGoodWhatWasSealedWithADestroyedKey() {
        // Given
        Sealer sealer = sealer();
        Sealed sealed = seal(sealer, JANE);
        SubjectKeys keys = keys();

        // When
        keys.destroy(JANE);

        // Then
        assertThat(sealer().open(JANE, NOTE, sealed)).isEmpty();
        assertThat(sealer().seal(JANE, NOTE, new byte[1])).isEmpty();
        clock.advance(Destructions.ASKED_EVERY);
        assertThat(sealer.seal(JANE, NOTE, new byte[1])).isEmpty();
        assertThat(sealer.open(JANE, NOTE, sealed)).isEmpty();
        assertThat(wrappedKeys()).isEmpty();
    }

    @Test
    void shouldReadAKeyOnceWhileNothingIsDestroyed() {
        // Given: rows that would be missed if they were read again.
        Sealer sealer = sealer();
        sealer.prepare(List.of(JOHN));
        Sealed janes = seal(sealer, JANE);
        Sealed johns = seal(sealer, JOHN);
        jdbi().useHandle(handle -> handle.execute("delete from record_subject_key"));

        // When
        clock.advance(Duration.ofHours(1));
        sealer.prepare(List.of(JOHN));

        // Then
        assertThat(seal(sealer, JANE).getKeyId()).isEqualTo(janes.getKeyId());
        assertThat(open(sealer, JOHN, johns)).hasValue(TEXT);
        assertThat(wrappedKeys()).isEmpty();
    }

    @Test
    void shouldNoticeWithinASecondWhatAnotherProcessDestroys() {
        // Given
        Sealer sealer = sealer();
        Sealed janes = seal(sealer, JANE);
        Sealed johns = seal(sealer, JOHN);
        clock.advance(Duration.ofSeconds(100));
        assertThat(open(sealer, JANE, janes)).hasValue(TEXT);

        // When
        keys().destroy(JANE);
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(sealer.open(JANE, NOTE, janes)).isEmpty();
        assertThat(sealer.seal(JANE, NOTE, new byte[1])).isEmpty();
        assertThat(open(sealer, JOHN, johns)).hasValue(TEXT);
    }

    @Test
    void shouldNotTrustWhatWasReadBeforeADestructionAndRememberedAfterIt() {
        // Given: one that has read the row of Jane, and not remembered it yet, when another process destroys it.
        Sealed sealed = seal(sealer(), JANE);
        Sealer sealer = new Sealer(keys(once(() -> keys().destroy(JANE))));

        // When
        Optional<String> early = open(sealer, JANE, sealed);
        clock.advance(Destructions.ASKED_EVERY);

        // Then
        assertThat(early).hasValue(TEXT);
        assertThat(sealer.open(JANE, NOTE, sealed)).isEmpty();
    }

    @Test
    void shouldForgetAtOnceWhatIsDestroyedHereWhileItIsRead() {
        // Given
        Sealed sealed = seal(sealer(), JANE);
        List<SubjectKeys> here = new ArrayList<>();
        here.add(keys(once(() -> here.get(0).destroy(JANE))));
        Sealer sealer = new Sealer(here.get(0));

        // When
        Optional<String> early = open(sealer, JANE, sealed);

        // Then
        assertThat(early).hasValue(TEXT);
        assertThat(sealer.open(JANE, NOTE, sealed)).isEmpty();
    }

    @Test
    void shouldTrustNothingWhenTheDatabaseIsAwayForMoreThanThirtySeconds() {
        // Given
        AtomicBoolean isAway = new AtomicBoolean();
        Jdbi jdbi = Jdbi.create((ConnectionFactory) () -> {
            if (isAway.get()) {
                throw new SQLTransientConnectionException("away");
            }
            return jdbi().open().getConnection();
        });
        Sealer sealer = new Sealer(new SubjectKeys(jdbi, files(), clock));
        Sealed sealed = seal(sealer, JANE);

        // When
        isAway.set(true);

        // Then
        clock.advance(Destructions.TRUSTED_FOR);
        assertThat(open(sealer, JANE, sealed)).hasValue(TEXT);
        assertThatThrownBy(() -> seal(sealer, JOHN)).isInstanceOf(DatabaseUnavailableException.class);
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> open(sealer, JANE, sealed)).isInstanceOf(DatabaseUnavailableException.class);
        isAway.set(false);
        assertThat(open(sealer, JANE, sealed)).hasValue(TEXT);
    }

    @Test
    void shouldMakeNoKeyForSomebodyWhoWasErasedBefore() {
        // When
        keys().destroy(JANE);
        keys().destroy(JANE);

        // Then
        assertThat(sealer().seal(JANE, NOTE, new byte[1])).isEmpty();
        assertThat(seal(sealer(), JOHN)).isNotNull();
    }

    @Test
    void shouldMakeNoKeyForAClaimThatCameAfterTheErasure() {
        // Given
        Subject late = new Subject("acme", "erased-2xk5");

        // When
        sealer().prepare(List.of(late));

        // Then
        assertThat(sealer().seal(late, NOTE, new byte[1])).isEmpty();
        assertThat(wrappedKeys()).isEmpty();
    }

    @Test
    void shouldWrapEveryKeyAnewAndStillOpenEverything() {
        // Given
        Sealed janes = seal(sealer(), JANE);
        Sealed johns = seal(sealer(), JOHN);
        keys().destroy(JOHN);
        List<String> before = wrappedKeys();
        List<Long> told = new ArrayList<>();

        // When
        KeyRotation.Done done = rotation().rotate((at, total) -> told.add(at));

        // Then
        assertThat(done.rewrapped()).isEqualTo(1);
        assertThat(done.resumed()).isFalse();
        assertThat(told).containsExactly(1L);
        assertThat(wrappedKeys()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(kekIds()).containsExactly(done.kekId());
        assertThat(open(sealer(), JANE, janes)).hasValue(TEXT);
        assertThat(sealer().open(JOHN, NOTE, johns)).isEmpty();
    }

    @Test
    void shouldBringARotationThatWasCutShortToItsEnd() {
        // Given
        Sealed sealed = seal(sealer(), JANE);
        String second = files().create(2);
        jdbi().useHandle(handle ->
                handle.execute("insert into record_encryption_key values (2, ?, current_timestamp)", second));

        // When
        KeyRotation.Done done = rotation().rotate((at, total) -> {});
        KeyRotation.Done next = rotation().rotate((at, total) -> {});

        // Then
        assertThat(done).isEqualTo(new KeyRotation.Done(second, true, 1));
        assertThat(next.resumed()).isFalse();
        assertThat(next.kekId()).isNotEqualTo(second);
        assertThat(open(sealer(), JANE, sealed)).hasValue(TEXT);
    }

    @Test
    void shouldSayThatTheKeyIsMissingOnAMachineWithoutCopiesOfTheSecrets(@TempDir Path elsewhere) {
        // Given
        Sealed sealed = seal(sealer(), JANE);
        Sealer other =
                new Sealer(new SubjectKeys(jdbi(), new FileKeyEncryptionKeys(new SecretFiles(elsewhere)), clock));

        // Then
        assertThatThrownBy(() -> other.open(JANE, NOTE, sealed))
                .isInstanceOf(KeyEncryptionKeyMissingException.class)
                .hasMessageContaining("encryption-key-");
        assertThatThrownBy(() -> other.seal(JOHN, NOTE, new byte[1]))
                .isInstanceOf(KeyEncryptionKeyMissingException.class);
    }

    private Sealer sealer() {
        return new Sealer(keys());
    }

    private SubjectKeys keys() {
        return keys(files());
    }

    private SubjectKeys keys(KeyEncryptionKeys keks) {
        return new SubjectKeys(jdbi(), keks, clock);
    }

    private FileKeyEncryptionKeys files() {
        return new FileKeyEncryptionKeys(new SecretFiles(secrets));
    }

    /** Keys with something that happens once, when the first row was read and is to be unwrapped. */
    private KeyEncryptionKeys once(Runnable event) {
        AtomicBoolean isOver = new AtomicBoolean();
        KeyEncryptionKeys files = files();
        return new KeyEncryptionKeys() {
            @Override
            public String create(int number, Collection<String> entered) {
                return files.create(number, entered);
            }

            @Override
            public Aead key(String id) {
                if (isOver.compareAndSet(false, true)) {
                    event.run();
                }
                return files.key(id);
            }
        };
    }

    private KeyRotation rotation() {
        return new KeyRotation(jdbi(), files(), clock);
    }

    private static Sealed seal(Sealer sealer, Subject subject) {
        return sealer.seal(subject, NOTE, TEXT.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static Optional<String> open(Sealer sealer, Subject subject, Sealed sealed) {
        return sealer.open(subject, NOTE, sealed).map(it -> new String(it.bytes(), StandardCharsets.UTF_8));
    }

    private static void assertRefused(Runnable opening) {
        assertThatThrownBy(opening::run).isInstanceOf(CannotOpenException.class);
    }

    private List<String> wrappedKeys() {
        return column("wrapped_key");
    }

    private List<String> kekIds() {
        return column("kek_id");
    }

    private List<String> column(String name) {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select " + name + " from record_subject_key where destroyed_at is null")
                .mapTo(String.class)
                .list());
    }

    private static byte[] bytes(Sealed sealed) {
        ByteBuffer buffer = sealed.getCiphertext().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
