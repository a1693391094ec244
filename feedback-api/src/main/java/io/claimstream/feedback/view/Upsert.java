package io.claimstream.feedback.view;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final List<Column> keys;
    private final List<Column> all;
    private final boolean replace;
    private final String many;
    private final String one;

    private Upsert(String table, List<Column> keys, List<Column> columns, boolean replace) {
        this.keys = List.copyOf(keys);
        this.all = Stream.concat(keys.stream(), columns.stream()).toList();
        this.replace = replace;
        this.many = sql(table, keys, columns, replace, ROWS_AT_ONCE);
        this.one = sql(table, keys, columns, replace, 1);
    }

    static Upsert replacing(String table, List<Column> keys, List<Column> columns) {
        return new Upsert(table, keys, columns, true);
    }

    /** Leaves a row that is there as it is. */
    static Upsert ifAbsent(String table, List<Column> keys, List<Column> columns) {
        return new Upsert(table, keys, columns, false);
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
            distinct.merge(key, row, (earlier, later) -> replace ? later : earlier);
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

    private static String sql(String table, List<Column> keys, List<Column> columns, boolean replace, int rows) {
        List<Column> all = Stream.concat(keys.stream(), columns.stream()).toList();
        // PostgreSQL cannot tell the type of a bare parameter here.
        String row = "(" + joined(all, ", ", column -> "cast(? as " + column.type() + ")") + ")";
        String match = joined(keys, " and ", column -> "t." + column.name() + " = s." + column.name());
        String update = joined(columns, ", ", column -> column.name() + " = s." + column.name());
        String names = joined(all, ", ", Column::name);
        return "merge into " + table + " t using (values " + String.join(", ", Collections.nCopies(rows, row))
                + ") as s(" + names + ") on (" + match + ")"
                + (replace ? " when matched then update set " + update : "")
                + " when not matched then insert (" + names + ")"
                + " values (" + joined(all, ", ", column -> "s." + column.name()) + ")";
    }

    private static String joined(List<Column> columns, String separator, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(separator));
    }
}
