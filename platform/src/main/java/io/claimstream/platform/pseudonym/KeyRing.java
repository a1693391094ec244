package io.claimstream.platform.pseudonym;

import io.claimstream.platform.pseudonym.PseudonymKeyTable.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which keys there are, asked for each second; the first one is entered by whoever needs it first. Thread-safe. */
final class KeyRing {

    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    private final PseudonymKeyTable table;
    private final PseudonymKeyFiles files;
    private final KeyedDigest.Maker digests;
    private final BooleanSupplier hadPseudonyms;
    private final Clock clock;
    private final Map<String, KeyedDigest> known = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Asked> asked = new AtomicReference<>();

    private record Asked(Ring ring, Instant at, long generation) {}

    /** @param hadPseudonyms asked when there is no key yet: whether pseudonyms were given before there were rows */
    KeyRing(Jdbi jdbi, PseudonymKeyFiles files, KeyedDigest.Maker digests, BooleanSupplier hadPseudonyms, Clock clock) {
        this.table = new PseudonymKeyTable(jdbi);
        this.files = files;
        this.digests = digests;
        this.hadPseudonyms = hadPseudonyms;
        this.clock = clock;
    }

    /**
     * The keys, as they were a second ago at most.
     *
     * @param generation of destructions, which was asked for before: keys that were read under another are read anew, so that nobody is remembered under it who was looked up by
     *     keys of before
     * @throws PseudonymKeyMissingException when one that is not retired is not here
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    Ring under(long generation) {
        Asked last = asked.get();
        Instant now = clock.instant();
        if (last != null
                && last.generation() == generation
                && now.isBefore(last.at().plus(ASKED_EVERY))) {
            return last.ring();
        }
        Ring ring = ring(rows());
        asked.set(new Asked(ring, now, generation));
        return ring;
    }

    /** Has the keys asked for again: they have changed. */
    void forget() {
        asked.set(null);
    }

    /** Of several processes that enter the first one, one wins; the others say that theirs is another. */
    private List<Row> rows() {
        List<Row> rows = table.all();
        if (!rows.isEmpty()) {
            return rows;
        }
        boolean ignored = table.insertFirst(files.create(1), hadPseudonyms.getAsBoolean(), clock.instant());
        return table.all();
    }

    private Ring ring(List<Row> rows) {
        return new Ring(
                rows.stream()
                        .filter(it -> it.retiredAt().isEmpty())
                        .map(it -> new Ring.Key(it.number(), it.computes(), digest(it)))
                        .toList(),
                rows.stream().collect(Collectors.toMap(Row::number, Row::keyId)));
    }

    private KeyedDigest digest(Row row) {
        return known.computeIfAbsent(row.keyId(), id -> digests.with(files.key(row.number(), id)));
    }
}
