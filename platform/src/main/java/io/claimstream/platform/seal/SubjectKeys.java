package io.claimstream.platform.seal;

import com.google.crypto.tink.KeysetHandle;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.destruction.Remembered;
import io.claimstream.platform.seal.SubjectKeyTable.Row;
import io.claimstream.platform.seal.SubjectKeyTable.Wrapping;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One key for each person, made when it is first needed. Of several processes that make one at once the first wins, and all use its key. A destroyed key stays
 * destroyed: no other is made. One that is destroyed by another process is forgotten here as {@link Destructions} says: within a second, and within 30 when the database is away.
 * Thread-safe.
 */
public final class SubjectKeys {

    /** What a key management service unwrapped is unwrapped once more after this: taking the key away there is to have its effect. */
    static final Duration REMEMBERED_FOR = Duration.ofSeconds(30);

    /** Which key wraps is asked for each second, and not for each key that is made. */
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    /** Wrapping by a key management service takes its time: keys that are made ahead are kept after so much of it, before they are made a second time by whoever waits. */
    private static final Duration KEPT_EVERY = Duration.ofMillis(250);

    /** Enough for claims on their way through the repartition topic, whose keys were made ahead; one that is forgotten is read again. Roughly 1 KiB each: 64 MiB when all are there. */
    private static final int REMEMBERED = 65_536;

    private static final int KEY_ID_BYTES = 12;

    private final SubjectKeyTable table;
    private final KeyEncryptionKeys keks;
    private final Clock clock;
    private final Destructions destructions;
    private final SecureRandom chance = new SecureRandom();
    private final Remembered<Subject, Entry> remembered = new Remembered<>(REMEMBERED);
    private final AtomicReference<@Nullable Asked> asked = new AtomicReference<>();

    /** @param until when it is read anew in any case */
    private record Entry(SubjectKey key, Instant until) {}

    /** From before a question: whoever destroys the key after it counts on that. */
    private record Moment(long generation, Instant at) {}

    /** A new key, and its row. */
    private record Made(SubjectKey key, Row row) {}

    private record Asked(Wrapping wrapping, Instant at) {}

    /** @param keks wrap the keys, which never leave this class unwrapped */
    public SubjectKeys(Jdbi jdbi, KeyEncryptionKeys keks, Clock clock) {
        this.table = new SubjectKeyTable(jdbi);
        this.keks = keks;
        this.clock = clock;
        this.destructions = new Destructions(jdbi, clock);
    }

    /**
     * The key of a person, made when there is none.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     * @throws KeyEncryptionKeyMissingException when what wraps it is not here
     * @throws CannotOpenException when the row was tampered with
     */
    SubjectKey of(Subject subject) {
        Moment before = moment();
        return find(subject, before).orElseGet(() -> create(subject, before));
    }

    /** The key of a person; empty when none was ever made. Throws as {@link #of}. */
    Optional<SubjectKey> find(Subject subject) {
        return find(subject, moment());
    }

    private Optional<SubjectKey> find(Subject subject, Moment before) {
        @Nullable SubjectKey cached = cached(subject, before);
        return cached == null
                ? table.find(subject).map(row -> remember(row, unwrapped(row), before))
                : Optional.of(cached);
    }

    /**
     * Destroys the key of a person for good; what was sealed with it is lost. A person without a key never gets one.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public void destroy(Subject subject) {
        try {
            if (!table.insertDestroyed(subject, newId(), clock.instant())) {
                table.destroy(subject, clock.instant());
            }
        } finally {
            // Whoever reads the old row at this moment remembers it under the old number.
            destructions.forget();
            remembered.clear();
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

    private SubjectKey create(Subject subject, Moment before) {
        Made made = made(subject, wrappingNow());
        if (table.insert(List.of(made.row()), clock.instant())) {
            return remember(made.row(), made.key(), before);
        }
        Row row = table.find(subject).orElseThrow();
        return remember(row, unwrapped(row), before);
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
        missing.removeIf(Subject::isErased);
        if (!missing.isEmpty()) {
            lookUp(missing);
        }
        if (!missing.isEmpty()) {
            make(missing);
        }
    }

    /** Takes those out who have a key. */
    private void lookUp(Set<Subject> missing) {
        Moment before = moment();
        missing.removeIf(it -> cached(it, before) != null);
        if (!missing.isEmpty()) {
            for (Row row : table.find(List.copyOf(missing))) {
                remember(row, unwrapped(row), before);
                missing.remove(row.subject());
            }
        }
    }

    private void make(Set<Subject> missing) {
        Wrapping by = wrappingNow();
        List<Made> made = new ArrayList<>();
        Instant since = clock.instant();
        for (Subject subject : missing) {
            if (cached(subject, moment()) == null) {
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
        if (made.isEmpty()) {
            return;
        }
        Moment before = moment();
        if (table.insert(made.stream().map(Made::row).toList(), before.at())) {
            made.forEach(it -> remember(it.row(), it.key(), before));
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

    private Moment moment() {
        return new Moment(destructions.generation(), clock.instant());
    }

    private @Nullable SubjectKey cached(Subject subject, Moment now) {
        @Nullable Entry entry = remembered.get(subject, now.generation());
        return entry == null || entry.until().isBefore(now.at()) ? null : entry.key();
    }

    private SubjectKey remember(Row row, SubjectKey key, Moment asked) {
        String kekId = row.kekId();
        boolean isOfService = kekId != null && KmsKeyEncryptionKeys.isOfService(kekId);
        Instant until = isOfService ? asked.at().plus(REMEMBERED_FOR) : Instant.MAX;
        remembered.put(row.subject(), new Entry(key, until), asked.generation());
        return key;
    }

    /** Chance alone, so that it tells nothing of whose key it is. */
    private String newId() {
        byte[] id = new byte[KEY_ID_BYTES];
        chance.nextBytes(id);
        return "sk-" + HexFormat.of().formatHex(id);
    }
}
