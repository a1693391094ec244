package io.claimstream.platform.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.Sealed;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.testkit.MemoryKms;
import io.claimstream.testkit.MemoryKms.Weather;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of persons that a key management service wraps. */
class KmsSealingTest {

    private static final Subject JANE = new Subject("acme", "jane");
    private static final Subject JOHN = new Subject("acme", "john");
    private static final SealedField NOTE = SealedField.FEEDBACK_NOTE;
    private static final String TEXT = "Walks with a stick since March.";
    private static final KmsCalls.Bounds BOUNDS =
            new KmsCalls.Bounds(1, Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ZERO, 2);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:30:00Z"));
    private final Database database;
    private final Jdbi jdbi;
    private final AtomicInteger connectionsHeld = new AtomicInteger();
    private final FileKeyEncryptionKeys files;
    private final MemoryKms.Key first;
    private final MemoryKms.Key second;

    KmsSealingTest(@TempDir Path data) {
        database = Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())));
        jdbi = Jdbi.create(counted());
        files = new FileKeyEncryptionKeys(new SecretFiles(data.resolve("secrets")));
        first = MemoryKms.key(data.getFileName() + "/a");
        second = MemoryKms.key(data.getFileName() + "/b");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldMoveFromFilesToTheServiceWithTheFirstRotation() {
        // Given: two keys of files, one of them of before a rotation.
        Sealed janes = seal(sealer(files), JANE);
        new KeyRotation(jdbi, files, clock).rotate((done, total) -> {});
        Sealed johns = seal(sealer(files), JOHN);
        KeyEncryptionKeys keks = keys(first);

        // When: the addresses are set, and nothing is rotated yet.
        Sealed janesNext = seal(sealer(keks), JANE);

        // Then
        assertThat(kekIds()).allSatisfy(it -> assertThat(it).startsWith("kek-"));
        assertThat(first.calls()).isZero();

        // When
        KeyRotation.Done done = new KeyRotation(jdbi, keks, clock).rotate((at, total) -> {});

        // Then
        assertThat(done.rewrapped()).isEqualTo(2);
        assertThat(kekIds()).containsOnly(done.kekId()).allSatisfy(it -> assertThat(keks.addresses())
                .containsEntry(it, first.address()));
        assertThat(open(sealer(keks), JANE, janes)).hasValue(TEXT);
        assertThat(open(sealer(keks), JANE, janesNext)).hasValue(TEXT);
        assertThat(open(sealer(keks), JOHN, johns)).hasValue(TEXT);
        assertThatThrownBy(() -> open(sealer(files), JANE, janes))
                .isInstanceOf(KeyEncryptionKeyMissingException.class)
                .hasMessageContaining("encryption.key.uris");
    }

    @Test
    void shouldTakeTheNextAddressWithEachRotation() {
        // Given
        Sealed sealed = seal(sealer(keys(first)), JANE);
        KeyEncryptionKeys both = keys(first, second);

        // When
        KeyRotation.Done done = new KeyRotation(jdbi, both, clock).rotate((at, total) -> {});

        // Then
        assertThat(both.addresses()).containsEntry(done.kekId(), second.address());
        assertThat(open(sealer(keys(second)), JANE, sealed)).hasValue(TEXT);
        assertThatThrownBy(() -> new KeyRotation(jdbi, both, clock).rotate((at, total) -> {}))
                .isInstanceOf(KeyEncryptionKeyMissingException.class);
        assertThat(open(sealer(both), JANE, sealed)).hasValue(TEXT);
    }

    @Test
    void shouldEnterNoKeyThatDoesNotWork() {
        // Given
        Sealed sealed = seal(sealer(keys(first)), JANE);
        second.meet(Weather.REFUSING);
        KeyEncryptionKeys both = keys(first, second);

        // When / Then
        assertThatThrownBy(() -> new KeyRotation(jdbi, both, clock).rotate((at, total) -> {}))
                .isInstanceOf(KeyServiceUnavailableException.class);
        assertThat(new KeyRotation(jdbi, both, clock).all()).hasSize(1);
        assertThat(open(sealer(both), JANE, sealed)).hasValue(TEXT);
    }

    @Test
    void shouldGoOnWhereARotationMetAnOutage() {
        // Given
        Sealed janes = seal(sealer(files), JANE);
        Sealed johns = seal(sealer(files), JOHN);
        KeyEncryptionKeys keks = keys(first);
        first.meet(calls -> {
            // What tries the key is let through, and the first row.
            if (calls > 3) {
                Weather.REFUSING.meet(calls);
            }
        });
        assertThatThrownBy(() -> new KeyRotation(jdbi, keks, clock).rotate((at, total) -> {}))
                .isInstanceOf(KeyServiceUnavailableException.class);

        // When
        first.meet(Weather.FINE);
        KeyRotation.Done done = new KeyRotation(jdbi, keks, clock).rotate((at, total) -> {});

        // Then
        assertThat(done.resumed()).isTrue();
        assertThat(kekIds()).containsOnly(done.kekId());
        assertThat(open(sealer(keks), JANE, janes)).hasValue(TEXT);
        assertThat(open(sealer(keks), JOHN, johns)).hasValue(TEXT);
    }

    @Test
    void shouldAskTheServiceForPersonsAndNotForClaims() {
        // Given
        Sealer sealer = sealer(keys(first));
        sealer.prepare(List.of(JANE, JOHN));
        int tried = 2;

        // When
        Sealed sealed = IntStream.range(0, 50)
                .mapToObj(i -> {
                    sealer.prepare(List.of(JANE, JOHN));
                    return seal(sealer, i % 2 == 0 ? JOHN : JANE);
                })
                .toList()
                .get(49);

        // Then
        assertThat(first.calls()).isEqualTo(tried + 2);

        // When: what is remembered has ended.
        clock.advance(SubjectKeys.REMEMBERED_FOR.plusSeconds(1));
        assertThat(open(sealer, JANE, sealed)).hasValue(TEXT);
        assertThat(open(sealer, JANE, sealed)).hasValue(TEXT);

        // Then
        assertThat(first.calls()).isEqualTo(tried + 3);
    }

    @Test
    void shouldAskTheServiceAfterTheRotationForWhomItRemembersFromFiles() {
        // Given
        KeyEncryptionKeys keks = keys(first);
        Sealed sealed = seal(sealer(files), JANE);
        Sealer sealer = sealer(keks);
        assertThat(open(sealer, JANE, sealed)).hasValue(TEXT);
        new KeyRotation(jdbi, keks, clock).rotate((at, total) -> {});
        int before = first.calls();

        // When
        clock.advance(Destructions.ASKED_EVERY);
        Optional<String> opened = open(sealer, JANE, sealed);

        // Then
        assertThat(opened).hasValue(TEXT);
        assertThat(first.calls()).isEqualTo(before + 1);
    }

    @Test
    void shouldAskTheServiceOnceForAllThatPasses() {
        // Given
        Passage here = new SubjectKeys(jdbi, keys(first), clock).passage();
        Passage there = new SubjectKeys(jdbi, keys(first), clock).passage();

        // When
        for (int i = 0; i < 20; i++) {
            assertThat(there.open(here.seal(TEXT.getBytes(UTF_8)))).isEqualTo(TEXT.getBytes(UTF_8));
        }

        // Then: tried, wrapped, unwrapped.
        assertThat(first.calls()).isEqualTo(2 + 1 + 1);
    }

    @Test
    void shouldSayThatTheServiceIsAwayOfWhatPasses() {
        // Given
        Passage here = new SubjectKeys(jdbi, keys(first), clock).passage();
        byte[] passing = here.seal(TEXT.getBytes(UTF_8));
        first.meet(Weather.REFUSING);
        Passage there = new SubjectKeys(jdbi, keys(first), clock).passage();

        // When / Then
        assertThatThrownBy(() -> there.open(passing)).isInstanceOf(KeyServiceUnavailableException.class);
    }

    @Test
    void shouldKeepWhatIsMadeAheadWhileTheServiceIsSlow() {
        // Given
        seal(sealer(keys(first)), JANE);
        List<Subject> people = IntStream.range(0, 9)
                .mapToObj(i -> new Subject("acme", "p" + i))
                .toList();
        int before = first.calls();
        List<Integer> kept = new ArrayList<>();
        first.meet(calls -> {
            kept.add(kekIds().size() - 1);
            clock.advance(Duration.ofMillis(100));
            if (calls > before + 8) {
                Weather.REFUSING.meet(calls);
            }
        });

        // When
        Sealer sealer = sealer(keys(first));
        assertThatThrownBy(() -> sealer.prepare(people)).isInstanceOf(KeyServiceUnavailableException.class);

        // Then
        assertThat(kept).startsWith(0, 0, 0, 3, 3, 3, 6, 6, 6);
        assertThat(kekIds()).hasSize(7);
    }

    @Test
    void shouldHoldNoConnectionWhileTheServiceIsAsked() {
        // Given
        List<Integer> held = new ArrayList<>();
        first.meet(calls -> held.add(connectionsHeld.get()));
        second.meet(calls -> held.add(connectionsHeld.get()));
        KeyEncryptionKeys keks = keys(first, second);

        // When
        sealer(keks).prepare(List.of(JANE));
        Sealed sealed = seal(sealer(keks), JOHN);
        new KeyRotation(jdbi, keks, clock).rotate((at, total) -> {});

        // Then
        assertThat(open(sealer(keks), JOHN, sealed)).hasValue(TEXT);
        assertThat(second.calls()).isEqualTo(2 + 2 + 1);
        assertThat(held).hasSizeGreaterThan(8).containsOnly(0);
    }

    /** Connections of the database, told apart by whether they were given back. */
    private ConnectionFactory counted() {
        return new ConnectionFactory() {
            @Override
            public Connection openConnection() throws SQLException {
                connectionsHeld.incrementAndGet();
                return database.jdbi().open().getConnection();
            }

            @Override
            public void closeConnection(Connection connection) throws SQLException {
                connectionsHeld.decrementAndGet();
                connection.close();
            }
        };
    }

    private KeyEncryptionKeys keys(MemoryKms.Key... keys) {
        return new KmsKeyEncryptionKeys(
                List.of(keys).stream().map(MemoryKms.Key::address).toList(), files, BOUNDS);
    }

    private Sealer sealer(KeyEncryptionKeys keks) {
        return new Sealer(new SubjectKeys(jdbi, keks, clock));
    }

    private static Sealed seal(Sealer sealer, Subject subject) {
        return sealer.seal(subject, NOTE, TEXT.getBytes(UTF_8)).orElseThrow();
    }

    private static Optional<String> open(Sealer sealer, Subject subject, Sealed sealed) {
        return sealer.open(subject, NOTE, sealed).map(it -> new String(it.bytes(), UTF_8));
    }

    private List<String> kekIds() {
        return jdbi.withHandle(handle -> handle.createQuery("select kek_id from record_subject_key")
                .mapTo(String.class)
                .list());
    }
}
