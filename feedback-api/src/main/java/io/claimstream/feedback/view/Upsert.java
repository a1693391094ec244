package io.claimstream.feedback.view;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Inserts rows, or replaces those with the same key; many rows in one round trip. Written as MERGE, the one form that H2 and
 * PostgreSQL share. Immutable.
 */
final class Upsert {

    private final List<Column> keys;
    private final List<Column> columns;
    private final String sql;

    private Upsert(String table, List<Column> keys, List<Column> columns, boolean replace) {
        this.keys = List.copyOf(keys);
        this.columns = List.copyOf(columns);
        this.sql = sql(table, keys, columns, replace);
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
        return all().allMatch(column -> column.takes(row.get(column.name())))
                && keys.stream().allMatch(key -> row.get(key.name()) != null);
    }

    void write(Handle handle, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (Row row : rows) {
                all().forEach(column -> batch.bind(column.name(), argument(row, column)));
                batch.add();
            }
            batch.execute();
        }
    }

    String sql() {
        return sql;
    }

    private static Argument argument(Row row, Column column) {
        Object value = Column.bindable(row.get(column.name()));
        return (position, statement, context) -> statement.setObject(position, value);
    }

    private Stream<Column> all() {
        return Stream.concat(keys.stream(), columns.stream());
    }

    private static String sql(String table, List<Column> keys, List<Column> columns, boolean replace) {
        List<Column> all = Stream.concat(keys.stream(), columns.stream()).toList();
        // PostgreSQL cannot tell the type of a bare parameter in a select list.
        String source = joined(
                all, ", ", column -> "cast(:" + column.name() + " as " + column.type() + ") as " + column.name());
        String match = joined(keys, " and ", column -> "t." + column.name() + " = s." + column.name());
        String update = joined(columns, ", ", column -> column.name() + " = s." + column.name());
        return "merge into " + table + " t using (select " + source + ") s on (" + match + ")"
                + (replace ? " when matched then update set " + update : "")
                + " when not matched then insert (" + joined(all, ", ", Column::name) + ")"
                + " values (" + joined(all, ", ", column -> "s." + column.name()) + ")";
    }

    private static String joined(List<Column> columns, String separator, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(separator));
    }
}
