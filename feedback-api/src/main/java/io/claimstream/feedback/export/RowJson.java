package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of a table as JSON: the names of columns become those of fields, and what is null is left out. */
final class RowJson {

    private RowJson() {}

    static ObjectNode of(ResultSet row) throws SQLException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            put(json, field(columns.getColumnLabel(i)), value(row, columns.getColumnType(i), i));
        }
        return json;
    }

    private static @Nullable Object value(ResultSet row, int type, int column) throws SQLException {
        // PostgreSQL calls it a timestamp, H2 one with time zone.
        return type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE
                ? row.getObject(column, OffsetDateTime.class)
                : row.getObject(column);
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            json.put(field, time.toInstant().toString());
        } else if (value instanceof BigDecimal number) {
            json.put(field, number);
        } else if (value instanceof Boolean is) {
            json.put(field, is);
        } else if (value instanceof Number number) {
            json.put(field, number.longValue());
        } else if (value != null) {
            json.put(field, value.toString());
        }
    }

    private static String field(String column) {
        String[] words = column.toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder field = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            field.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return field.toString();
    }
}
