package io.claimstream.platform.pseudonym;

import io.claimstream.platform.database.Outage;
import io.claimstream.platform.database.UniqueViolation;
import io.claimstream.platform.destruction.Destructions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The table of keys. Every question may end in a {@link io.claimstream.platform.database.DatabaseUnavailableException}. Thread-safe. */
final class PseudonymKeyTable {

    private final Jdbi jdbi;

    PseudonymKeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A key.
     *
     * @param number its place in the order, from 1
     * @param computes whether those without a row have the pseudonym that it computes
     * @param retiredAt empty while it is looked under
     */
    record Row(int number, String keyId, boolean computes, Instant createdAt, Optional<Instant> retiredAt) {}

    /** Every key, the last one first. */
    List<Row> all() {
        return ask(PseudonymKeyTable::all);
    }

    static List<Row> all(Handle handle) {
        return handle.createQuery("select * from record_pseudonym_key order by number desc")
                .map((row, context) -> row(row))
                .list();
    }

    /** Enters the first key; false when somebody was first. */
    boolean insertFirst(String keyId, boolean computes, Instant now) {
        try {
            return jdbi.withHandle(handle -> insert(handle, 1, keyId, computes, now)) > 0;
        } catch (JdbiException e) {
            if (UniqueViolation.caused(e)) {
                return false;
            }
            throw Outage.told(e);
        }
    }

    /**
     * Enters another key; false when the last one is no longer the given one. Waits for those who make rows. Processes read rows anew, so that the next claim brings each under the
     * other key.
     */
    boolean insertAfter(int last, String keyId, Instant now) {
        return ask(handle -> handle.inTransaction(it -> {
            lock(it);
            boolean isEntered = all(it).get(0).number() == last && insert(it, last + 1, keyId, false, now) > 0;
            if (isEntered) {
                Destructions.raise(it);
            }
            return isEntered;
        }));
    }

    /** Retires a key and forgets what hangs on it. Waits for those who make rows. */
    void retire(int number, Instant now) {
        ask(handle -> handle.inTransaction(it -> {
            lock(it);
            it.createUpdate("update record_pseudonym_key set retired_at = :now where number = :number")
                    .bind("now", utc(now))
                    .bind("number", number)
                    .execute();
            int rows = it.createUpdate("delete from record_pseudonym where key_number = :number")
                    .bind("number", number)
                    .execute();
            Destructions.raise(it);
            return rows;
        }));
    }

    private static int insert(Handle handle, int number, String keyId, boolean computes, Instant now) {
        return handle.createUpdate("insert into record_pseudonym_key (number, key_id, computes, created_at)"
                        + " values (:number, :id, :computes, :now)")
                .bind("number", number)
                .bind("id", keyId)
                .bind("computes", computes)
                .bind("now", utc(now))
                .execute();
    }

    /** Whoever makes rows or changes keys holds the first key's row, which is never deleted; what is read after it is as it will stay until the end of the transaction. Before the first key there are no rows, and nothing to hold. */
    static void lock(Handle handle) {
        var unused = handle.createQuery("select number from record_pseudonym_key where number = 1 for update")
                .mapTo(Integer.class)
                .findOne();
    }

    /** Numbers of the keys that are not retired, the last one first. */
    static List<Integer> active(Handle handle) {
        return handle.createQuery(
                        "select number from record_pseudonym_key where retired_at is null order by number desc")
                .mapTo(Integer.class)
                .list();
    }

    private <R> R ask(Function<Handle, R> question) {
        try {
            return jdbi.withHandle(question::apply);
        } catch (JdbiException e) {
            throw Outage.told(e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("number"),
                Objects.requireNonNull(row.getString("key_id")),
                row.getBoolean("computes"),
                Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class))
                        .toInstant(),
                Optional.ofNullable(row.getObject("retired_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
