package io.claimstream.platform.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.platform.database.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A table, its rows as lines of JSON.
 *
 * @param columns their types, of {@link Types}, by name
 * @param numbered the column whose numbers the database gives
 */
record RecordTable(String name, Map<String, Integer> columns, Optional<String> numbered) {

    /** Amounts stay as they are, to the last digit. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private static final int AT_ONCE = 500;

    RecordTable {
        columns = Map.copyOf(columns);
    }

    /** Writes all rows and leaves the stream open; how many they were. */
    long write(Handle handle, OutputStream out) throws IOException {
        try {
            return written(handle, out);
        } catch (SQLException e) {
            throw Outage.told(new ConnectionException(e));
        }
    }

    private long written(Handle handle, OutputStream out) throws SQLException, IOException {
        List<String> names = columns.keySet().stream().sorted().toList();
        long rows = 0;
        try (PreparedStatement statement = handle.getConnection()
                        .prepareStatement("select " + String.join(", ", names) + " from " + name);
                SequenceWriter writer =
                        JSON.writer().withRootValueSeparator("\n").writeValues(out)) {
            statement.setFetchSize(AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ObjectNode json = JsonNodeFactory.instance.objectNode();
                    for (String column : names) {
                        json.set(column, value(row, column));
                    }
                    writer.write(json);
                    rows++;
                }
            }
        }
        return rows;
    }

    private @Nullable JsonNode value(ResultSet row, String column) throws SQLException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        @Nullable
        JsonNode value =
                switch (columns.getOrDefault(column, Types.OTHER)) {
                    case Types.VARCHAR -> json.textNode(row.getString(column));
                    case Types.INTEGER, Types.BIGINT -> json.numberNode(row.getLong(column));
                    case Types.NUMERIC -> json.numberNode(row.getBigDecimal(column));
                    case Types.DOUBLE -> json.numberNode(row.getDouble(column));
                    case Types.BOOLEAN, Types.BIT -> json.booleanNode(row.getBoolean(column));
                    case Types.DATE -> date(row, column);
                    case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> time(row, column);
                    default -> throw unexpected(column);
                };
        return row.wasNull() ? json.nullNode() : value;
    }

    private static JsonNode date(ResultSet row, String column) throws SQLException {
        @Nullable LocalDate date = row.getObject(column, LocalDate.class);
        return date == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(date.toString());
    }

    private static JsonNode time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(time.toInstant().toString());
    }

    /** Reads rows and inserts them; how many they were. */
    long read(Handle handle, InputStream in) throws IOException {
        try {
            return inserted(handle, in);
        } catch (SQLException e) {
            throw Outage.told(new ConnectionException(e));
        }
    }

    private long inserted(Handle handle, InputStream in) throws SQLException, IOException {
        List<String> names = columns.keySet().stream().sorted().toList();
        String places = String.join(", ", Collections.nCopies(names.size(), "?"));
        long rows = 0;
        try (PreparedStatement statement = handle.getConnection()
                        .prepareStatement(
                                "insert into " + name + " (" + String.join(", ", names) + ") values (" + places + ")");
                MappingIterator<ObjectNode> all =
                        JSON.readerFor(ObjectNode.class).readValues(in)) {
            while (all.hasNextValue()) {
                fill(statement, names, all.nextValue());
                statement.addBatch();
                rows++;
                if (rows % AT_ONCE == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
        return rows;
    }

    private void fill(PreparedStatement statement, List<String> names, ObjectNode row) throws SQLException {
        row.fieldNames().forEachRemaining(it -> {
            if (!columns.containsKey(it)) {
                throw new UnknownTableException("the column " + it + " of " + name);
            }
        });
        for (int i = 0; i < names.size(); i++) {
            set(statement, i + 1, names.get(i), row.path(names.get(i)));
        }
    }

    private void set(PreparedStatement statement, int index, String column, JsonNode value) throws SQLException {
        int type = columns.getOrDefault(column, Types.OTHER);
        if (value.isNull() || value.isMissingNode()) {
            statement.setNull(index, type);
            return;
        }
        switch (type) {
            case Types.VARCHAR -> statement.setString(index, value.textValue());
            case Types.INTEGER, Types.BIGINT -> statement.setLong(index, value.longValue());
            case Types.NUMERIC -> statement.setBigDecimal(index, new BigDecimal(value.asText()));
            case Types.DOUBLE -> statement.setDouble(index, value.doubleValue());
            case Types.BOOLEAN, Types.BIT -> statement.setBoolean(index, value.booleanValue());
            case Types.DATE -> statement.setObject(index, LocalDate.parse(value.textValue()));
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                statement.setObject(index, OffsetDateTime.parse(value.textValue()));
            default -> throw unexpected(column);
        }
    }

    /** Has the numbers that are given later come after those of the rows. */
    void goOn(Handle handle) {
        numbered.ifPresent(column -> {
            long next = handle.createQuery("select coalesce(max(" + column + "), 0) + 1 from " + name)
                    .mapTo(Long.class)
                    .one();
            handle.execute("alter table " + name + " alter column " + column + " restart with " + next);
        });
    }

    private IllegalStateException unexpected(String column) {
        return new IllegalStateException("Expected to know the type of " + name + "." + column + ", but it is "
                + columns.getOrDefault(column, Types.OTHER) + ".");
    }
}
