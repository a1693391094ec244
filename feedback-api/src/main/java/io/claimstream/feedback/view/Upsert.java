package io.claimstream.feedback.view;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Inserts rows, or replaces those with the same key. Written as MERGE, the one form that H2 and PostgreSQL share, and of many
 * rows at once, because a statement costs more than a row. Immutable.
 */
final class Upsert {

    private static final int ROWS_AT_ONCE = 64;

    private final String table;
    private final List<Column> keys;
    private final List<Column> all;
    private final BinaryOperator<Row> last;
    private final String many;
    private final String one;

    /**
     * @param matched what is done to a row that is there, as SQL; empty for nothing
     * @param last of two rows with one key, the one that leaves the table as both would
     */
    private Upsert(String table, List<Column> keys, List<Column> columns, String matched, BinaryOperator<Row> last) {
        this.table = table;
        this.keys = List.copyOf(keys);
        this.all = Stream.concat(keys.stream(), columns.stream()).toList();
        this.last = last;
        this.many = sql(table, keys, columns, matched, ROWS_AT_ONCE);
        this.one = sql(table, keys, columns, matched, 1);
    }

    static Upsert replacing(String table, List<Column> keys, List<Column> columns) {
        String update = joined(columns, ", ", column -> column.name() + " = s." + column.name());
        return new Upsert(table, keys, columns, " when matched then update set " + update, (earlier, later) -> later);
    }

    /** Leaves a row that is there as it is. */
    static Upsert ifAbsent(String table, List<Column> keys, List<Column> columns) {
        return new Upsert(table, keys, columns, "", (earlier, later) -> earlier);
    }

    /**
     * Leaves a row that is there as it is, but for one time, of which it keeps the earliest.
     *
     * @param time the time; given by every row
     */
    static Upsert earliest(String table, List<Column> keys, List<Column> columns, Column time) {
        String name = time.name();
        return new Upsert(
                table,
                keys,
                Stream.concat(columns.stream(), Stream.of(time)).toList(),
                " when matched and (t." + name + " is null or t." + name + " > s." + name + ") then update set " + name
                        + " = s." + name,
                (one, other) -> timeOf(other, name).isBefore(timeOf(one, name)) ? other : one);
    }

    /**
     * Adds to a row that is there.
     *
     * @param sums columns that are added up; never null
     */
    static Upsert adding(String table, List<Column> keys, List<Column> sums) {
        String update = joined(sums, ", ", column -> column.name() + " = t." + column.name() + " + s." + column.name());
        return new Upsert(
                table,
                keys,
                sums,
                " when matched then update set " + update,
                (one, other) -> sum(one, other, keys, sums));
    }

    private static Row sum(Row one, Row other, List<Column> keys, List<Column> sums) {
        Row sum = new Row();
        keys.forEach(key -> sum.with(key.name(), one.get(key.name())));
        sums.forEach(it -> sum.with(it.name(), amountOf(one, it.name()).add(amountOf(other, it.name()))));
        return sum;
    }

    private static BigDecimal amountOf(Row row, String column) {
        return (BigDecimal) Objects.requireNonNull(row.get(column), column);
    }

    private static Instant timeOf(Row row, String column) {
        return (Instant) Objects.requireNonNull(row.get(column), column);
    }

    /** The table that it writes. */
    String table() {
        return table;
    }

    /** Whether the database takes the row. */
    boolean takes(Row row) {
        return all.stream().allMatch(column -> column.takes(row.get(column.name())))
                && keys.stream().allMatch(key -> row.get(key.name()) != null);
    }

    /** Writes rows within the handle's transaction; of rows with the same key, as if one after the other. */
    void write(Handle handle, List<Row> rows) {
        List<Row> distinct = List.copyOf(byKey(rows));
        int split = distinct.size() - distinct.size() % ROWS_AT_ONCE;
        try {
            execute(handle, many, ROWS_AT_ONCE, distinct.subList(0, split));
            execute(handle, one, 1, distinct.subList(split, distinct.size()));
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to write " + rows.size() + " rows.", e);
        }
    }

    /** PostgreSQL refuses a MERGE that meets a row twice. */
    private Collection<Row> byKey(List<Row> rows) {
        Map<List<Object>, Row> distinct = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Object> key = keys.stream()
                    .map(column -> (Object) String.valueOf(row.get(column.name())))
                    .toList();
            distinct.merge(key, row, last);
        }
        return distinct.values();
    }

    private void execute(Handle handle, String sql, int rowsAtOnce, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        // Plain JDBC: a value of 64 rows has no name to bind by.
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            int position = 1;
            for (int i = 0; i < rows.size(); i++) {
                for (Column column : all) {
                    statement.setObject(position++, Column.bindable(rows.get(i).get(column.name())));
                }
                if ((i + 1) % rowsAtOnce == 0) {
                    statement.addBatch();
                    position = 1;
                }
            }
            statement.executeBatch();
        }
    }

    private static String sql(String table, List<Column> keys, List<Column> columns, String matched, int rows) {
        List<Column> all = Stream.concat(keys.stream(), columns.stream()).toList();
        // PostgreSQL cannot tell the type of a bare parameter here.
        String row = "(" + joined(all, ", ", column -> "cast(? as " + column.type() + ")") + ")";
        String match = joined(keys, " and ", column -> "t." + column.name() + " = s." + column.name());
        String names = joined(all, ", ", Column::name);
        return "merge into " + table + " t using (values " + String.join(", ", Collections.nCopies(rows, row))
                + ") as s(" + names + ") on (" + match + ")"
                + matched
                + " when not matched then insert (" + names + ")"
                + " values (" + joined(all, ", ", column -> "s." + column.name()) + ")";
    }

    private static String joined(List<Column> columns, String separator, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(separator));
    }
}
