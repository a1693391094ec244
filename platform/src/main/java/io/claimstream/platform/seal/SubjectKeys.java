package io.claimstream.platform.seal;

import com.google.crypto.tink.KeysetHandle;
import io.claimstream.platform.seal.SubjectKeyTable.Row;
import io.claimstream.platform.seal.SubjectKeyTable.Wrapping;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One key for each person, made when it is first needed. Of several processes that make one at once the first wins, and all use its key. A destroyed key stays
 * destroyed: no other is made. One that is destroyed by another process is forgotten here within 30 seconds. Thread-safe.
 */
public final class SubjectKeys {

    static final Duration REMEMBERED_FOR = Duration.ofSeconds(30);

    /** Which key wraps is asked for each second, and not for each key that is made. */
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    /** Wrapping by a key management service takes its time: keys that are made ahead are kept after so much of it, before they are made a second time by whoever waits. */
    private static final Duration KEPT_EVERY = Duration.ofMillis(250);

    /** Enough for claims on their way through the repartition topic, whose keys were made ahead; one that is forgotten is read again. */
    private static final int REMEMBERED = 16_384;

    private static final int KEY_ID_BYTES = 12;

    private final SubjectKeyTable table;
    private final KeyEncryptionKeys keks;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();
    private final Map<Subject, Entry> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final AtomicReference<@Nullable Asked> asked = new AtomicReference<>();

    private record Entry(SubjectKey key, Instant readAt) {}

    /** A new key, and its row. */
    private record Made(SubjectKey key, Row row) {}

    private record Asked(Wrapping wrapping, Instant at) {}

    /** @param keks wrap the keys, which never leave this class unwrapped */
    public SubjectKeys(Jdbi jdbi, KeyEncryptionKeys keks, Clock clock) {
        this.table = new SubjectKeyTable(jdbi);
        this.keks = keks;
        this.clock = clock;
    }

    /**
     * The key of a person, made when there is none.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     * @throws KeyEncryptionKeyMissingException when what wraps it is not here
     * @throws CannotOpenException when the row was tampered with
     */
    SubjectKey of(Subject subject) {
        Optional<SubjectKey> known = find(subject);
        Instant asked = clock.instant();
        return known.isPresent() ? known.get() : remember(subject, create(subject), asked);
    }

    /** The key of a person; empty when none was ever made. Throws as {@link #of}. */
    Optional<SubjectKey> find(Subject subject) {
        @Nullable SubjectKey cached = cached(subject);
        // From before the question: whoever destroys the key after it counts on this time.
        Instant asked = clock.instant();
        return cached == null
                ? table.find(subject).map(row -> remember(subject, unwrapped(row), asked))
                : Optional.of(cached);
    }

    /**
     * Destroys the key of a person for good; what was sealed with it is lost. A person without a key never gets one.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public void destroy(Subject subject) {
        if (!table.insertDestroyed(subject, newId(), clock.instant())) {
            table.destroy(subject, clock.instant());
        }
        synchronized (remembered) {
            remembered.remove(subject);
        }
    }

    /**
     * What passes from one instance to another, sealed with keys that are wrapped as those of persons are.
     *
     * @return it needs the database for its first record
     */
    public Passage passage() {
        return new Passage(keks, () -> wrappingNow().kekId(), id -> table.wrapping().stream()
                .anyMatch(it -> it.kekId().equals(id)));
    }

    private SubjectKey create(Subject subject) {
        Made made = made(subject, wrappingNow());
        return table.insert(List.of(made.row()), clock.instant())
                ? made.key()
                : table.find(subject).map(this::unwrapped).orElseThrow();
    }

    private Made made(Subject subject, Wrapping by) {
        String id = newId();
        KeysetHandle keyset = Keysets.fresh();
        byte[] wrapped = Keysets.wrap(keyset, keks.key(by.kekId()), Context.ofKey(subject, id));
        return new Made(
                new SubjectKey(id, Optional.of(Keysets.aead(keyset))), new Row(subject, id, wrapped, by.kekId()));
    }

    /** Looks keys up or makes them. When another process makes one of them at this moment, none is made, and whoever needs it looks again. */
    void prepare(Collection<Subject> subjects) {
        Set<Subject> missing = new LinkedHashSet<>(subjects);
        missing.removeIf(it -> it.isErased() || cached(it) != null);
        if (missing.isEmpty()) {
            return;
        }
        Instant asked = clock.instant();
        for (Row row : table.find(List.copyOf(missing))) {
            remember(row.subject(), unwrapped(row), asked);
            missing.remove(row.subject());
        }
        if (missing.isEmpty()) {
            return;
        }
        Wrapping by = wrappingNow();
        List<Made> made = new ArrayList<>();
        Instant since = clock.instant();
        for (Subject subject : missing) {
            if (cached(subject) == null) {
                made.add(made(subject, by));
            }
            if (!clock.instant().isBefore(since.plus(KEPT_EVERY))) {
                keep(made);
                made.clear();
                since = clock.instant();
            }
        }
        keep(made);
    }

    private void keep(List<Made> made) {
        Instant asked = clock.instant();
        if (!made.isEmpty() && table.insert(made.stream().map(Made::row).toList(), asked)) {
            made.forEach(it -> remember(it.row().subject(), it.key(), asked));
        }
    }

    private Wrapping wrappingNow() {
        Asked last = asked.get();
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.at().plus(ASKED_EVERY))) {
            return last.wrapping();
        }
        Wrapping wrapping = wrapping();
        asked.set(new Asked(wrapping, now));
        return wrapping;
    }

    /** The key that wraps now; of several processes that make the first one, one wins. */
    private Wrapping wrapping() {
        List<Wrapping> all = table.wrapping();
        if (!all.isEmpty()) {
            return all.get(0);
        }
        Wrapping first = new Wrapping(1, keks.create(1, List.of()));
        return table.insert(first, clock.instant()) ? first : table.wrapping().get(0);
    }

    private SubjectKey unwrapped(Row row) {
        byte[] wrapped = row.wrapped();
        if (wrapped == null) {
            return new SubjectKey(row.keyId(), Optional.empty());
        }
        KeysetHandle keyset = Keysets.unwrap(
                wrapped, keks.key(Objects.requireNonNull(row.kekId())), Context.ofKey(row.subject(), row.keyId()));
        return new SubjectKey(row.keyId(), Optional.of(Keysets.aead(keyset)));
    }

    private @Nullable SubjectKey cached(Subject subject) {
        synchronized (remembered) {
            Entry entry = remembered.get(subject);
            return entry == null || entry.readAt().plus(REMEMBERED_FOR).isBefore(clock.instant()) ? null : entry.key();
        }
    }

    private SubjectKey remember(Subject subject, SubjectKey key, Instant asked) {
        synchronized (remembered) {
            remembered.put(subject, new Entry(key, asked));
        }
        return key;
    }

    /** Chance alone, so that it tells nothing of whose key it is. */
    private String newId() {
        byte[] id = new byte[KEY_ID_BYTES];
        chance.nextBytes(id);
        return "sk-" + HexFormat.of().formatHex(id);
    }
}
