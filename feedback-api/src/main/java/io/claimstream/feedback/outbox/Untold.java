package io.claimstream.feedback.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Rows of a table of records that the log is to be told of. The table has a column {@code told_at}, null until a row was told. All are words of SQL that the code states, never what anybody typed.
 *
 * @param table the table
 * @param id the column that tells its rows apart
 * @param ended holds of a row from the moment in which it is to be told, for ever
 * @param at the column that says when that was
 */
public record Untold(String table, String id, String ended, String at) {

    /** How many there are. */
    long count(Handle handle) {
        return handle.createQuery("select count(*) " + from()).mapTo(Long.class).one();
    }

    /** Their ids; what ended first before the rest. */
    List<String> ids(Handle handle, int most) {
        return handle.createQuery("select " + id + " " + from() + " order by " + at + ", " + id + " limit :most")
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** Whether one is still to be told, which nobody else tells then until the transaction ends; not where somebody tells it now, or has. */
    boolean lock(Handle handle, String row) {
        return handle.createQuery("select " + id + " " + from() + " and " + id + " = :id for update skip locked")
                .bind("id", row)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    void told(Handle handle, String row, Instant now) {
        handle.createUpdate("update " + table + " set told_at = :at where " + id + " = :id")
                .bind("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .bind("id", row)
                .execute();
    }

    private String from() {
        return "from " + table + " where told_at is null and " + ended;
    }
}
