package io.claimstream.platform.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.pseudonym.PseudonymKeys.Key;
import io.claimstream.platform.pseudonym.PseudonymKeys.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pseudonyms promise on either database. A process is an object here: each has its own memory of rows and keys. */
abstract class PseudonymContract {

    private static final Named JANE = new Named("CLAIMANT", "acme", "Jane Doe 1970");
    private static final Named JOHN = new Named("CLAIMANT", "acme", "John Doe 1971");
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final PseudonymKeyFiles files;
    private final MovableClock clock = new MovableClock();
    private final AtomicBoolean hadPseudonyms = new AtomicBoolean();

    PseudonymContract(@TempDir Path secrets) {
        this.files = new PseudonymKeyFiles(secrets.resolve("pseudonym-key"), false);
    }

    abstract Jdbi jdbi();

    @BeforeEach
    void clear() throws IOException {
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_pseudonym");
            handle.execute("delete from record_pseudonym_key");
        });
        for (int number : files.numbers()) {
            Files.delete(files.path(number));
        }
        hadPseudonyms.set(false);
        clock.set(NOW);
    }

    @Test
    void shouldKnowEverybodyAgainInAnyProcess() {
        // Given
        List<Named> others = List.of(
                new Named("POLICY", "acme", JANE.reference()), new Named("CLAIMANT", "other", JANE.reference()), JOHN);

        // When
        String pseudonym = pseudonym(process(), JANE);

        // Then
        PersonPseudonyms another = process();
        assertThat(pseudonym(another, JANE)).isEqualTo(pseudonym).matches("[a-z2-7]{26}");
        assertThat(others)
                .extracting(it -> pseudonym(another, it))
                .doesNotHaveDuplicates()
                .doesNotContain(pseudonym);
        assertThat(known(another, JANE).keyId()).matches("k-[0-9a-f]{12}");
    }

    @Test
    void shouldStoreNeitherWhatClaimsSayNorAnythingThatItsKeyTells() {
        // Given
        String pseudonym = pseudonym(process(), JANE);
        String computed = computed(JANE);

        // When
        List<Map<String, Object>> rows = rows();

        // Then
        assertThat(rows).hasSize(1);
        assertThat(rows.toString()).contains(pseudonym).doesNotContain("Jane", computed);
        assertThat(pseudonym).isNotEqualTo(computed);
        assertThat(JANE.toString()).doesNotContain("Jane");
    }

    @Test
    void shouldMakeOneOfEachHoweverManyProcessesNeedThemAtOnceWhileKeysChange() throws Exception {
        // Given
        int processes = 6;
        List<Named> all = IntStream.range(0, 150)
                .mapToObj(it -> new Named("CLAIMANT", "acme", "somebody " + it))
                .toList();
        Map<Named, Set<String>> given = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(processes + 1);
        CountDownLatch together = new CountDownLatch(1);
        List<Future<?>> work = new ArrayList<>();
        String unused = pseudonym(process(), JANE);

        // When
        for (int i = 0; i < processes; i++) {
            List<Named> order = new ArrayList<>(all);
            Collections.shuffle(order, new Random(i));
            // The clock stands still: each goes on with the keys that it has, until it is told that they have changed.
            PersonPseudonyms process = process();
            work.add(threads.submit(() -> {
                together.await();
                for (int from = 0; from < order.size(); from += 5) {
                    process.of(order.subList(from, from + 5))
                            .forEach((who, known) -> given.computeIfAbsent(who, it -> ConcurrentHashMap.newKeySet())
                                    .add(known.pseudonym().orElseThrow()));
                }
                return null;
            }));
        }
        work.add(threads.submit(() -> {
            together.await();
            for (int i = 0; i < 5; i++) {
                var unusedKeys = keys().rotate();
            }
            return null;
        }));
        together.countDown();
        for (Future<?> one : work) {
            one.get();
        }
        threads.shutdown();

        // Then
        assertThat(given).hasSize(all.size());
        assertThat(given.values()).allMatch(it -> it.size() == 1);
        assertThat(given.values().stream().flatMap(Set::stream).distinct()).hasSize(all.size());
        assertThat(rowsByKey()).hasSize(6);
        assertThat(rowsByKey().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(all.size() + 1L);
    }

    @Test
    void shouldLoseNobodyWhenTheKeyChangesBetweenLookingAndEntering() {
        // Given: one that has looked for Jane in vain, when another process enters her and the key changes.
        AtomicReference<String> first = new AtomicReference<>("");
        PersonPseudonyms early = process();
        String unused = pseudonym(early, JOHN);
        Supplier<String> chance = () -> {
            if ("".equals(first.get())) {
                first.set(pseudonym(early, JANE));
                var unusedKeys = keys().rotate();
            }
            return "late";
        };

        // When
        String found = pseudonym(process(chance), JANE);

        // Then
        assertThat(found).isEqualTo(first.get()).isNotEqualTo("late");
        assertThat(pseudonym(early, JANE)).isEqualTo(found);
    }

    @Test
    void shouldEnterNobodyUnderAnEarlierKey() {
        // Given: one that has not heard of the other key yet, since its clock stands still.
        PersonPseudonyms late = process();
        String unused = pseudonym(late, JOHN);
        List<Key> keys = keys().rotate();

        // When
        String pseudonym = pseudonym(late, JANE);

        // Then
        assertThat(rowsByKey()).containsEntry(keys.get(0).keyId(), 1L);
        assertThat(pseudonym(process(), JANE)).isEqualTo(pseudonym);
    }

    @Test
    void shouldFindUnderTheOtherKeyWhomItsProcessDoesNotKnowYet() {
        // Given
        PersonPseudonyms late = process();
        String unused = pseudonym(late, JOHN);
        var unusedKeys = keys().rotate();
        String pseudonym = pseudonym(process(), JANE);

        // Then
        assertThat(pseudonym(late, JANE)).isEqualTo(pseudonym);
    }

    @Test
    void shouldKeepPseudonymsAndTheirKeyIdWhenTheKeyChanges() {
        // Given
        Known before = known(process(), JANE);
        String johns = pseudonym(process(), JOHN);

        // When
        List<Key> keys = keys().rotate();
        Known after = known(process(), JANE);

        // Then
        assertThat(after).isEqualTo(before);
        assertThat(keys).extracting(Key::number).containsExactly(2, 1);
        assertThat(keys).extracting(Key::rows).containsExactly(0L, 2L);
        assertThat(rowsByKey())
                .containsEntry(keys.get(0).keyId(), 1L)
                .containsEntry(keys.get(1).keyId(), 1L);
        assertThat(pseudonym(process(), JOHN)).isEqualTo(johns);
        assertThat(rowsByKey()).containsEntry(keys.get(0).keyId(), 2L);
        assertThat(known(process(), new Named("POLICY", "acme", "new")).keyId())
                .isEqualTo(keys.get(0).keyId());
    }

    @Test
    void shouldRetireAKeyOnceNobodyHangsOnIt() throws IOException {
        // Given
        String janes = pseudonym(process(), JANE);
        List<Key> keys = keys().rotate();
        String first = keys.get(1).keyId();

        // When / Then
        assertThatThrownBy(() -> keys().retire(first, false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 pseudonyms");
        assertThatThrownBy(() -> keys().retire(keys.get(0).keyId(), true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("rotate first");
        assertThatThrownBy(() -> keys().retire("k-none", true)).isInstanceOf(RefusedException.class);

        // When
        String unused = pseudonym(process(), JANE);
        Key retired = keys().retire(first, false);
        Files.delete(files.path(1));

        // Then
        assertThat(retired.rows()).isZero();
        assertThat(known(process(), JANE)).isEqualTo(new Known(Optional.of(janes), first));
        assertThat(keys().all().get(1).retiredAt()).contains(NOW);
        assertThat(keys().retire(first, false).retiredAt()).contains(NOW);
    }

    @Test
    void shouldForgetWhoHangsOnARetiredKeyWhenThatIsMeant() {
        // Given
        String janes = pseudonym(process(), JANE);
        PersonPseudonyms late = process();
        String unused = pseudonym(late, JOHN);
        String first = keys().rotate().get(1).keyId();

        // When
        Key retired = keys().retire(first, true);

        // Then
        assertThat(retired.rows()).isEqualTo(2);
        String anew = pseudonym(late, JANE);
        assertThat(anew).isNotEqualTo(janes);
        assertThat(pseudonym(process(), JANE)).isEqualTo(anew);
    }

    @Test
    void shouldDestroyForGood() {
        // Given
        PersonPseudonyms other = process();
        Known before = known(other, JANE);
        String johns = pseudonym(other, JOHN);
        PersonPseudonyms here = process();
        String unused = pseudonym(here, JANE);

        // When
        here.destroy("POLICY", "acme", before.pseudonym().orElseThrow());
        here.destroy("CLAIMANT", "other", before.pseudonym().orElseThrow());
        assertThat(known(process(), JANE)).isEqualTo(before);
        Destroyed unusedRow = destroyed(before.pseudonym().orElseThrow());
        here.destroy("CLAIMANT", "acme", before.pseudonym().orElseThrow());

        // Then
        Known after = new Known(Optional.empty(), before.keyId());
        assertThat(known(here, JANE)).isEqualTo(after);
        assertThat(known(process(), JANE)).isEqualTo(after);
        clock.set(NOW.plus(Destructions.ASKED_EVERY));
        assertThat(known(other, JANE)).isEqualTo(after);
        var unusedKeys = keys().rotate();
        assertThat(known(process(), JANE)).isEqualTo(after);
        assertThat(known(process(), JANE)).isEqualTo(after);
        assertThat(pseudonym(process(), JOHN)).isEqualTo(johns);
        assertThat(rows().toString()).doesNotContain(before.pseudonym().orElseThrow());
    }

    @Test
    void shouldLookUpOnceWhileNothingIsDestroyed() {
        // Given: a row that would be missed if it were read again.
        PersonPseudonyms process = process();
        String before = pseudonym(process, JANE);
        jdbi().useHandle(handle -> handle.execute("delete from record_pseudonym"));

        // When
        clock.set(NOW.plus(Duration.ofHours(1)));
        String after = pseudonym(process, JANE);

        // Then
        assertThat(after).isEqualTo(before);
        assertThat(rows()).isEmpty();
    }

    @Test
    void shouldNoticeWithinASecondWhatAnotherProcessDestroys() {
        // Given
        PersonPseudonyms process = process();
        String janes = pseudonym(process, JANE);
        String johns = pseudonym(process, JOHN);
        clock.set(NOW.plusSeconds(100));
        assertThat(pseudonym(process, JANE)).isEqualTo(janes);

        // When
        Destroyed unused = destroyed(janes);
        clock.set(NOW.plusSeconds(101));

        // Then
        assertThat(known(process, JANE).pseudonym()).isEmpty();
        assertThat(pseudonym(process, JOHN)).isEqualTo(johns);
    }

    @Test
    void shouldNotTrustWhatWasReadBeforeADestructionAndRememberedAfterIt() {
        // Given: one that has read the row of Jane, and not remembered it yet, when another process destroys it.
        String janes = pseudonym(process(), JANE);
        PersonPseudonyms process = process(afterReading(() -> {
            Destroyed unused = destroyed(janes);
        }));

        // When
        String early = pseudonym(process, JANE);
        clock.set(NOW.plus(Destructions.ASKED_EVERY));

        // Then
        assertThat(early).isEqualTo(janes);
        assertThat(known(process, JANE).pseudonym()).isEmpty();
    }

    @Test
    void shouldTrustNothingWhenTheDatabaseIsAwayForMoreThanThirtySeconds() {
        // Given
        AtomicBoolean isAway = new AtomicBoolean();
        PersonPseudonyms process = process(Jdbi.create((ConnectionFactory) () -> {
            if (isAway.get()) {
                throw new SQLTransientConnectionException("away");
            }
            return jdbi().open().getConnection();
        }));
        String janes = pseudonym(process, JANE);

        // When
        isAway.set(true);

        // Then
        clock.set(NOW.plus(Destructions.TRUSTED_FOR));
        assertThat(pseudonym(process, JANE)).isEqualTo(janes);
        assertThatThrownBy(() -> known(process, JOHN)).isInstanceOf(DatabaseUnavailableException.class);
        clock.set(NOW.plus(Destructions.TRUSTED_FOR).plusMillis(1));
        assertThatThrownBy(() -> known(process, JANE)).isInstanceOf(DatabaseUnavailableException.class);
        isAway.set(false);
        assertThat(pseudonym(process, JANE)).isEqualTo(janes);
    }

    @Test
    void shouldBringWhomItRemembersUnderTheOtherKey() {
        // Given
        PersonPseudonyms process = process();
        String janes = pseudonym(process, JANE);
        List<Key> keys = keys().rotate();

        // When
        clock.set(NOW.plus(Destructions.ASKED_EVERY));
        String after = pseudonym(process, JANE);

        // Then
        assertThat(after).isEqualTo(janes);
        assertThat(rowsByKey()).containsEntry(keys.get(0).keyId(), 1L);
    }

    @Test
    void shouldForgetWhomItRemembersWithTheirRetiredKey() {
        // Given
        PersonPseudonyms process = process();
        String janes = pseudonym(process, JANE);
        String first = keys().rotate().get(1).keyId();

        // When
        Key unused = keys().retire(first, true);
        clock.set(NOW.plus(Destructions.ASKED_EVERY));

        // Then
        assertThat(pseudonym(process, JANE)).isNotEqualTo(janes).isEqualTo(pseudonym(process(), JANE));
    }

    @Test
    void shouldKeepWhatWasComputedBeforeThereWereRows() {
        // Given
        hadPseudonyms.set(true);
        String janes = pseudonym(process(), JANE);

        // When
        var unusedKeys = keys().rotate();
        String johns = pseudonym(process(), JOHN);

        // Then: he had claimed before and not since, as far as anybody knows.
        assertThat(janes).isEqualTo(computed(JANE));
        assertThat(johns).isEqualTo(computed(JOHN));
        assertThat(keys().all()).extracting(Key::computes).containsExactly(false, true);

        // When: everybody who matters has claimed since.
        String unused = pseudonym(process(), JANE);
        String first = keys().all().get(1).keyId();
        assertThatThrownBy(() -> keys().retire(first, false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("before there were rows");
        var unusedKey = keys().retire(first, true);

        // Then
        Named stranger = new Named("CLAIMANT", "acme", "stranger");
        assertThat(pseudonym(process(), JANE)).isEqualTo(janes);
        assertThat(pseudonym(process(), stranger)).isNotEqualTo(computed(stranger));
    }

    @Test
    void shouldDestroyWhatWasComputedAlsoWithoutARow() {
        // Given
        hadPseudonyms.set(true);
        String unused = pseudonym(process(), JOHN);
        Named jim = new Named("CLAIMANT", "acme", "Jim");
        String unusedToo = pseudonym(process(), jim);

        // When
        Destroyed unseen = destroyed(computed(JANE));
        Destroyed again = destroyed(computed(JANE));
        Destroyed seen = destroyed(computed(jim));
        process().destroy("CLAIMANT", "acme", computed(JANE));

        // Then
        assertThat(List.of(unseen, again, seen)).containsExactly(Destroyed.MARK, Destroyed.MARK, Destroyed.ROW);
        assertThat(known(process(), JANE).pseudonym()).isEmpty();
        var unusedKeys = keys().rotate();
        assertThat(known(process(), JANE).pseudonym()).isEmpty();
        assertThat(known(process(), JANE).pseudonym()).isEmpty();
        assertThat(pseudonym(process(), JOHN)).isEqualTo(computed(JOHN));
    }

    @Test
    void shouldSayThatThereWasNothingToDestroy() {
        // Given
        String unused = pseudonym(process(), JOHN);

        // When
        Destroyed nothing = destroyed("somebody elses");
        Destroyed row = destroyed(pseudonym(process(), JOHN));

        // Then
        assertThat(List.of(nothing, row)).containsExactly(Destroyed.NOTHING, Destroyed.ROW);
    }

    private Destroyed destroyed(String pseudonym) {
        return jdbi().inTransaction(
                        handle -> new PseudonymDestruction(clock).destroy(handle, "CLAIMANT", "acme", pseudonym));
    }

    @Test
    void shouldNotEnterWhomAnotherProcessDestroysBetweenLookingAndEntering() {
        // Given: one that has looked for Jane in vain under both keys when she is erased.
        hadPseudonyms.set(true);
        String unused = pseudonym(process(), JOHN);
        var unusedKeys = keys().rotate();
        AtomicInteger digests = new AtomicInteger();
        KeyedDigest.Maker late = key -> who -> {
            if (who.equals(JANE) && digests.incrementAndGet() == 3) {
                process().destroy("CLAIMANT", "acme", computed(JANE));
            }
            return digest(key).of(who);
        };

        // When
        PersonPseudonyms process = new PersonPseudonyms(
                jdbi(), new KeyRing(jdbi(), files, late, hadPseudonyms::get, clock), new Chance(), clock);

        // Then
        assertThat(known(process, JANE).pseudonym()).isEmpty();
        assertThat(known(process(), JANE).pseudonym()).isEmpty();
    }

    @Test
    void shouldTakeTheKeyThatWasMadeBeforeItIsUsed(@TempDir Path elsewhere) throws IOException {
        // Given: a machine with a copy of the first key alone.
        String janes = pseudonym(process(), JANE);
        PseudonymKeyFiles copies = new PseudonymKeyFiles(elsewhere.resolve("pseudonym-key"), true);
        Files.copy(files.path(1), copies.path(1));
        assertThat(keys().prepare()).isEqualTo(2);
        assertThat(keys().prepare()).isEqualTo(2);
        byte[] made = Files.readAllBytes(files.path(2));

        // When
        Key used = keys().rotate().get(0);

        // Then
        assertThat(used.keyId()).isEqualTo(PseudonymKeyFiles.idOf(made));
        assertThatThrownBy(() -> known(process(copies), JANE))
                .isInstanceOf(PseudonymKeyMissingException.class)
                .hasMessageContaining(used.keyId())
                .hasMessageContaining("pseudonym-key-2");

        // When
        Files.write(copies.path(2), new byte[32]);
        assertThatThrownBy(() -> known(process(copies), JANE))
                .isInstanceOf(PseudonymKeyMissingException.class)
                .hasMessageContaining("copy the right one");
        Files.write(copies.path(2), made);

        // Then
        assertThat(pseudonym(process(copies), JANE)).isEqualTo(janes);
    }

    @Test
    void shouldMakeNoKeyWhereOneIsGiven(@TempDir Path elsewhere) throws IOException {
        // Given
        PseudonymKeyFiles given = new PseudonymKeyFiles(elsewhere.resolve("given.key"), true);

        // Then
        assertThatThrownBy(() -> known(process(given), JANE))
                .isInstanceOf(PseudonymKeyMissingException.class)
                .hasMessageContaining("given.key");
        Files.write(given.path(1), new byte[31]);
        assertThatThrownBy(() -> known(process(given), JANE)).isInstanceOf(PseudonymKeyMissingException.class);
        assertThat(keys().all()).isEmpty();
        assertThatThrownBy(() -> keys().rotate())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("none yet");
    }

    @Test
    void shouldRefuseAKeyThatWasUsedBefore() throws IOException {
        // Given
        String unused = pseudonym(process(), JANE);
        Files.copy(files.path(1), files.path(2));

        // Then
        assertThatThrownBy(() -> keys().rotate())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the same as an earlier one");
    }

    private PersonPseudonyms process() {
        return process(new Chance());
    }

    private PersonPseudonyms process(Supplier<String> chance) {
        return new PersonPseudonyms(
                jdbi(),
                new KeyRing(jdbi(), files, PseudonymContract::digest, hadPseudonyms::get, clock),
                chance,
                clock);
    }

    private PersonPseudonyms process(Jdbi jdbi) {
        return new PersonPseudonyms(jdbi, files, PseudonymContract::digest, hadPseudonyms::get, clock);
    }

    /** The same database, with something that happens once, after the first look for rows of persons and before anybody sees what was found. */
    private Jdbi afterReading(Runnable event) {
        AtomicBoolean isOver = new AtomicBoolean();
        Jdbi jdbi = Jdbi.create((ConnectionFactory) () -> jdbi().open().getConnection());
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                if (String.valueOf(context.getRenderedSql()).contains("join record_pseudonym ")
                        && isOver.compareAndSet(false, true)) {
                    event.run();
                }
            }
        });
        return jdbi;
    }

    private PersonPseudonyms process(PseudonymKeyFiles files) {
        return new PersonPseudonyms(jdbi(), files, PseudonymContract::digest, hadPseudonyms::get, clock);
    }

    private PseudonymKeys keys() {
        return new PseudonymKeys(jdbi(), files, clock);
    }

    private static Known known(PersonPseudonyms process, Named who) {
        return Objects.requireNonNull(process.of(List.of(who)).get(who));
    }

    private static String pseudonym(PersonPseudonyms process, Named who) {
        return known(process, who).pseudonym().orElseThrow();
    }

    private String computed(Named who) {
        try {
            return digest(Files.readAllBytes(files.path(1))).of(who);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyedDigest digest(byte[] key) {
        return who -> {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(key);
                String said = String.join("|", who.kind(), who.insurer(), who.reference());
                return HexFormat.of().formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)), 0, 16);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        };
    }

    private List<Map<String, Object>> rows() {
        return jdbi().withHandle(handle ->
                handle.createQuery("select * from record_pseudonym").mapToMap().list());
    }

    private Map<String, Long> rowsByKey() {
        return keys().all().stream().collect(Collectors.toMap(Key::keyId, Key::rows));
    }

    /** A clock that a test moves. Used by one thread at a time. */
    private static final class MovableClock extends Clock {
        private volatile Instant now = NOW;

        void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
