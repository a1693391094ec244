package io.claimstream.platform.pseudonym;

import io.claimstream.platform.database.Outage;
import io.claimstream.platform.database.UniqueViolation;
import io.claimstream.platform.destruction.Destructions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table of pseudonyms. Every question may end in a {@link io.claimstream.platform.database.DatabaseUnavailableException}. Thread-safe. */
final class PseudonymTable {

    private final Jdbi jdbi;

    PseudonymTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A row.
     *
     * @param pseudonym null once it is destroyed
     * @param madeUnder number of the key under which it was first entered
     */
    record Row(String lookup, @Nullable String pseudonym, int madeUnder) {}

    /** A row to be. */
    record Fresh(String lookup, Named named, String pseudonym) {}

    /** A row that comes under the newest key. */
    record Move(String from, String to) {}

    /** Rows by their lookup, of those that have one. */
    Map<String, Row> find(Collection<String> lookups) {
        return ask(handle -> find(handle, lookups));
    }

    private static Map<String, Row> find(Handle handle, Collection<String> lookups) {
        return handle.createQuery("select p.lookup, p.pseudonym, p.made_under"
                        + " from unnest(cast(:lookups as varchar array)) as s(lookup)"
                        + " join record_pseudonym p on p.lookup = s.lookup")
                .bindArray("lookups", String.class, List.copyOf(lookups))
                .map((row, context) -> new Row(
                        Objects.requireNonNull(row.getString("lookup")),
                        row.getString("pseudonym"),
                        row.getInt("made_under")))
                .collect(Collectors.toMap(Row::lookup, Function.identity()));
    }

    /**
     * Enters rows and brings others under the newest key, in one transaction.
     *
     * @param numbers keys that were looked under, the newest one first
     * @param absent lookups under earlier keys that had no row
     * @return false, and nothing done, when the keys are others by now, or one of the rows is there already
     */
    boolean write(List<Integer> numbers, List<Fresh> fresh, List<String> absent, List<Move> moves, Instant now) {
        try {
            return jdbi.inTransaction(handle -> {
                PseudonymKeyTable.lock(handle);
                if (!PseudonymKeyTable.active(handle).equals(numbers)
                        || !(absent.isEmpty() || find(handle, absent).isEmpty())) {
                    return false;
                }
                insert(handle, numbers.get(0), fresh, now);
                move(handle, numbers.get(0), moves);
                return true;
            });
        } catch (JdbiException e) {
            if (UniqueViolation.caused(e)) {
                return false;
            }
            throw Outage.told(e);
        }
    }

    /** One statement however many they are: each of its own costs more than the row. */
    private static void insert(Handle handle, int number, List<Fresh> fresh, Instant now) {
        if (fresh.isEmpty()) {
            return;
        }
        handle.createUpdate("insert into record_pseudonym"
                        + " (lookup, key_number, kind, insurer, pseudonym, made_under, created_at)"
                        + " select n.lookup, cast(:number as integer), n.kind, n.insurer, n.pseudonym,"
                        + " cast(:number as integer), cast(:now as timestamp with time zone)"
                        + " from unnest(cast(:lookups as varchar array), cast(:kinds as varchar array),"
                        + " cast(:insurers as varchar array), cast(:pseudonyms as varchar array))"
                        + " as n(lookup, kind, insurer, pseudonym)")
                .bind("number", number)
                .bind("now", PseudonymKeyTable.utc(now))
                .bindArray("lookups", String.class, of(fresh, Fresh::lookup))
                .bindArray("kinds", String.class, of(fresh, it -> it.named().kind()))
                .bindArray("insurers", String.class, of(fresh, it -> it.named().insurer()))
                .bindArray("pseudonyms", String.class, of(fresh, Fresh::pseudonym))
                .execute();
    }

    private static List<String> of(List<Fresh> fresh, Function<Fresh, String> part) {
        return fresh.stream().map(part).toList();
    }

    private static void move(Handle handle, int number, List<Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "update record_pseudonym set lookup = :to, key_number = :number where lookup = :from");
        moves.forEach(it -> batch.bind("to", it.to())
                .bind("number", number)
                .bind("from", it.from())
                .add());
        var unused = batch.execute();
    }

    /**
     * Destroys a pseudonym; its row stays as a mark.
     *
     * @param computed number and lookup of the mark to leave where there is no row; null for none
     */
    void destroy(String kind, String insurer, String pseudonym, @Nullable Mark computed, Instant now) {
        try {
            jdbi.useTransaction(handle -> {
                var unused = destroy(handle, kind, insurer, pseudonym, computed, now);
            });
        } catch (JdbiException e) {
            if (!UniqueViolation.caused(e)) {
                throw Outage.told(e);
            }
        }
    }

    /** As above, within the handle's transaction. */
    static Destroyed destroy(
            Handle handle, String kind, String insurer, String pseudonym, @Nullable Mark computed, Instant now) {
        PseudonymKeyTable.lock(handle);
        int rows = handle.createUpdate("update record_pseudonym set pseudonym = null, destroyed_at = :now"
                        + " where pseudonym = :pseudonym and kind = :kind and insurer = :insurer")
                .bind("now", PseudonymKeyTable.utc(now))
                .bind("pseudonym", pseudonym)
                .bind("kind", kind)
                .bind("insurer", insurer)
                .execute();
        if (rows > 0) {
            Destructions.raise(handle);
            return Destroyed.ROW;
        }
        if (computed == null) {
            return Destroyed.NOTHING;
        }
        leave(handle, kind, insurer, computed, now);
        Destructions.raise(handle);
        return Destroyed.MARK;
    }

    /** Where a mark is left. */
    record Mark(int number, String lookup) {}

    private static void leave(Handle handle, String kind, String insurer, Mark mark, Instant now) {
        handle.createUpdate("insert into record_pseudonym"
                        + " (lookup, key_number, kind, insurer, made_under, created_at, destroyed_at)"
                        + " select cast(:lookup as varchar), cast(:number as integer), cast(:kind as varchar),"
                        + " cast(:insurer as varchar), cast(:number as integer), cast(:now as timestamp with time zone),"
                        + " cast(:now as timestamp with time zone)"
                        + " where not exists (select 1 from record_pseudonym where lookup = :lookup)")
                .bind("lookup", mark.lookup())
                .bind("number", mark.number())
                .bind("kind", kind)
                .bind("insurer", insurer)
                .bind("now", PseudonymKeyTable.utc(now))
                .execute();
    }

    /** How many rows hang on a key. */
    long count(int number) {
        return ask(handle -> handle.createQuery("select count(*) from record_pseudonym where key_number = :number")
                .bind("number", number)
                .mapTo(Long.class)
                .one());
    }

    private <R> R ask(Function<Handle, R> question) {
        try {
            return jdbi.withHandle(question::apply);
        } catch (JdbiException e) {
            throw Outage.told(e);
        }
    }
}
