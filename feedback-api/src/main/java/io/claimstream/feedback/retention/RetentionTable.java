package io.claimstream.feedback.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables of what retention has deleted, and rows of the tables that it deletes from. */
final class RetentionTable {

    private RetentionTable() {}

    /**
     * What became of a table.
     *
     * @param removed how many rows were deleted so far
     * @param removedAt when the last ones were; null for never
     * @param lookedAt when it was last looked through, and nothing was past its time any more; null for never
     */
    record Removed(long removed, @Nullable Instant removedAt, @Nullable Instant lookedAt) {

        static final Removed NOTHING = new Removed(0, null, null);
    }

    /** A value of a counted column on a day, UTC. */
    private record Counted(LocalDate day, String what) {}

    /** Makes the row of a table, where there is none yet. */
    static void begin(Handle handle, String table) {
        handle.createUpdate("insert into record_retention (table_name, removed) select :table, 0"
                        + " where not exists (select 1 from record_retention where table_name = :table)")
                .bind("table", table)
                .execute();
    }

    /** From here to the end of the transaction nobody else deletes from the table. */
    static void lock(Handle handle, String table) {
        handle.createQuery("select removed from record_retention where table_name = :table for update")
                .bind("table", table)
                .mapTo(Long.class)
                .one();
    }

    static Removed removed(Handle handle, String table) {
        return handle.createQuery("select * from record_retention where table_name = :table")
                .bind("table", table)
                .map((row, context) ->
                        new Removed(row.getLong("removed"), time(row, "removed_at"), time(row, "looked_at")))
                .findOne()
                .orElse(Removed.NOTHING);
    }

    /** Notes rows that were deleted. */
    static void add(Handle handle, String table, long rows, Instant now) {
        handle.createUpdate(
                        "update record_retention set removed = removed + :rows, removed_at = :now where table_name = :table")
                .bind("rows", rows)
                .bind("now", utc(now))
                .bind("table", table)
                .execute();
    }

    /** Notes that nothing is past its time any more. */
    static void looked(Handle handle, String table, Instant now) {
        handle.createUpdate("update record_retention set looked_at = :now where table_name = :table")
                .bind("now", utc(now))
                .bind("table", table)
                .execute();
    }

    /** The time of the last of the oldest rows before a time, of so many at most; empty when there is none. */
    static Optional<OffsetDateTime> boundary(
            Handle handle, LimitedTable table, String notHeld, Instant before, int most) {
        return handle.createQuery("select max(x.at) from (select " + table.time() + " as at from " + table.name()
                        + " where " + table.time() + " < :before" + notHeld + " order by " + table.time()
                        + " limit :most) x")
                .bind("before", utc(before))
                .bind("most", most)
                .map((row, context) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .one();
    }

    /**
     * What leaves rows out that a legal hold keeps, to be put behind another condition: blank where nobody is held.
     *
     * @param now a hold that has ended by then keeps nothing
     */
    static String notHeld(Handle handle, LimitedTable table, Instant now) {
        String inForce =
                "h.released_at is null and (h.ends_at is null or h.ends_at > timestamp with time zone '" + now + "')";
        return table.held()
                .filter(it -> handle.createQuery("select count(*) from record_legal_hold h where " + inForce)
                                .mapTo(Long.class)
                                .one()
                        > 0)
                .map(it -> " and not " + it.replace("{inForce}", inForce))
                .orElse("");
    }

    /** The time of the oldest row that no legal hold keeps; empty when there is none. */
    static Optional<Instant> oldest(Handle handle, LimitedTable table, Instant now) {
        return handle.createQuery("select min(" + table.time() + ") from " + table.name() + " where 1 = 1"
                        + notHeld(handle, table, now))
                .map((row, context) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .one()
                .map(OffsetDateTime::toInstant);
    }

    /** Adds what the rows up to a time are to the sums by day. */
    static void count(Handle handle, LimitedTable table, String column, String notHeld, OffsetDateTime upTo) {
        String sql = "select " + table.time() + " as at, " + column + " as what from " + table.name() + " where "
                + table.time() + " <= :upTo" + notHeld;
        add(handle, table.name(), handle.createQuery(sql).bind("upTo", upTo));
    }

    /** Adds what some deliveries are to the sums by day. */
    static void countDeliveries(Handle handle, List<Long> ids) {
        String sql = "select d.created_at as at, d.state as what from unnest(cast(:ids as bigint array)) as i(id)"
                + " join record_webhook_delivery d on d.delivery_id = i.id";
        add(handle, LimitedTable.DELIVERIES.name(), handle.createQuery(sql).bindArray("ids", Long.class, ids));
    }

    private static void add(Handle handle, String table, Query rows) {
        Map<Counted, Long> sums = new HashMap<>();
        rows.map((row, context) -> counted(row)).forEach(it -> sums.merge(it, 1L, Long::sum));
        sums.forEach((it, entries) -> add(handle, table, it, entries));
    }

    private static void add(Handle handle, String table, Counted counted, long entries) {
        int changed = handle.createUpdate("update record_retention_day set entries = entries + :entries"
                        + " where table_name = :table and on_day = :day and what = :what")
                .bind("entries", entries)
                .bind("table", table)
                .bind("day", counted.day())
                .bind("what", counted.what())
                .execute();
        if (changed == 0) {
            handle.createUpdate("insert into record_retention_day (table_name, on_day, what, entries)"
                            + " values (:table, :day, :what, :entries)")
                    .bind("entries", entries)
                    .bind("table", table)
                    .bind("day", counted.day())
                    .bind("what", counted.what())
                    .execute();
        }
    }

    /** How many rows there ever were of each value of the counted column: those that are there, and those that were deleted. */
    static Map<String, Long> ever(Handle handle, LimitedTable table, String column) {
        Map<String, Long> ever = new TreeMap<>();
        handle.createQuery(
                        "select what, sum(entries) as entries from (select " + column
                                + " as what, count(*) as entries from " + table.name() + " group by " + column
                                + " union all select what, entries from record_retention_day where table_name = :table) x group by what")
                .bind("table", table.name())
                .map((row, context) -> Map.entry(Objects.requireNonNull(row.getString("what")), row.getLong("entries")))
                .forEach(it -> ever.put(it.getKey(), it.getValue()));
        return ever;
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getObject("at", OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate(),
                Objects.requireNonNull(row.getString("what")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
