package io.claimstream.feedback.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Rebuilds of projections, in the database, so that every instance on it learns of them. Times are the database's. */
final class RebuildTable {

    private static final String ASK = "merge into record_rebuild t"
            + " using (values (cast(:projection as varchar(20)), current_timestamp)) as s(projection, at)"
            + " on (t.projection = s.projection)"
            + " when matched and t.asked = t.done then update set asked = t.asked + 1, asked_at = s.at"
            + " when not matched then insert (projection, asked, asked_at, begun, done) values (s.projection, 1, s.at, 0, 0)";
    private static final String READ =
            "select r.*, current_timestamp as read_at from record_rebuild r where projection = :projection";
    private static final String LOCK =
            "select asked from record_rebuild where projection = :projection and begun < asked for update";
    private static final String BEGIN = "update record_rebuild set begun = :asked where projection = :projection";
    private static final String END = "update record_rebuild set done = begun, done_at = current_timestamp"
            + " where projection = :projection and begun = asked and done < begun";

    private RebuildTable() {}

    /**
     * The last rebuild of a projection.
     *
     * @param askedAt when it was asked for
     * @param age how long that is ago
     * @param isBegun whether the views were emptied
     * @param doneAt when it was done; null while it is not
     */
    record Last(Instant askedAt, Duration age, boolean isBegun, @Nullable Instant doneAt) {

        boolean isDone() {
            return doneAt != null;
        }
    }

    /** Asks for a rebuild; one that is asked for and not done yet stays the same. */
    static void ask(Handle handle, String projection) {
        handle.createUpdate(ASK).bind("projection", projection).execute();
    }

    /** The last rebuild; empty when there never was one. */
    static Optional<Last> read(Jdbi jdbi, String projection) {
        return jdbi.withHandle(handle -> handle.createQuery(READ)
                .bind("projection", projection)
                .map((row, context) -> last(row))
                .findOne());
    }

    /**
     * Empties views for a rebuild that is asked for and not begun. Should it be cut off, the next call does all of it again: H2 ends the transaction with
     * the first table. Of two instances on one PostgreSQL the second waits, and finds it begun.
     *
     * @param tables the views
     * @param topics what they are read from
     */
    static void empty(Jdbi jdbi, String projection, List<String> tables, List<String> topics) {
        jdbi.useTransaction(handle -> {
            Optional<Long> asked = handle.createQuery(LOCK)
                    .bind("projection", projection)
                    .mapTo(Long.class)
                    .findOne();
            if (asked.isPresent()) {
                tables.forEach(table -> handle.execute("truncate table " + table));
                OffsetTable.forget(handle, topics);
                handle.createUpdate(BEGIN)
                        .bind("projection", projection)
                        .bind("asked", asked.get())
                        .execute();
            }
        });
    }

    /** Says that the views hold everything again. */
    static void end(Jdbi jdbi, String projection) {
        jdbi.useHandle(handle ->
                handle.createUpdate(END).bind("projection", projection).execute());
    }

    private static Last last(ResultSet row) throws SQLException {
        Instant askedAt = row.getObject("asked_at", OffsetDateTime.class).toInstant();
        Instant readAt = row.getObject("read_at", OffsetDateTime.class).toInstant();
        boolean isDone = row.getLong("done") == row.getLong("asked");
        return new Last(
                askedAt,
                Duration.between(askedAt, readAt),
                row.getLong("begun") == row.getLong("asked"),
                isDone ? row.getObject("done_at", OffsetDateTime.class).toInstant() : null);
    }
}
