package io.claimstream.platform.backup;

import io.claimstream.platform.database.Outage;
import io.claimstream.platform.destruction.Destructions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/** Finds the tables {@code record_*} of a database that are backed up: all but {@link Destructions#TABLE}, whose row is there from the beginning. */
final class RecordCatalogue {

    private static final String PREFIX = "record_";

    private final DatabaseMetaData about;
    private final String schema;

    private RecordCatalogue(Connection connection) throws SQLException {
        this.about = connection.getMetaData();
        this.schema = connection.getSchema();
    }

    /** All of them; those that others refer to come first. */
    static List<RecordTable> of(Handle handle) {
        try {
            return new RecordCatalogue(handle.getConnection()).tables();
        } catch (SQLException e) {
            throw Outage.told(new ConnectionException(e));
        }
    }

    private List<RecordTable> tables() throws SQLException {
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (String name : names()) {
            waiting.put(name, referred(name));
        }
        List<RecordTable> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            String next = waiting.entrySet().stream()
                    .filter(it -> Collections.disjoint(it.getValue(), waiting.keySet()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Expected no tables that refer to each other."));
            waiting.remove(next);
            ordered.add(new RecordTable(next, columns(next), numbered(next)));
        }
        return ordered;
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = about.getTables(null, schema, "%", null)) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (name.startsWith(PREFIX)
                        && !name.equals(Destructions.TABLE)
                        && tables.getString("TABLE_TYPE").endsWith("TABLE")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private Set<String> referred(String table) throws SQLException {
        Set<String> referred = new TreeSet<>();
        try (ResultSet keys = about.getImportedKeys(null, schema, asKept(table))) {
            while (keys.next()) {
                referred.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        referred.remove(table);
        return referred;
    }

    private Map<String, Integer> columns(String table) throws SQLException {
        Map<String, Integer> types = new HashMap<>();
        try (ResultSet columns = about.getColumns(null, schema, asKept(table), "%")) {
            while (columns.next()) {
                types.put(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), columns.getInt("DATA_TYPE"));
            }
        }
        return types;
    }

    /** The column whose numbers the database gives. */
    private Optional<String> numbered(String table) throws SQLException {
        try (ResultSet columns = about.getColumns(null, schema, asKept(table), "%")) {
            while (columns.next()) {
                if ("YES".equals(columns.getString("IS_AUTOINCREMENT"))) {
                    return Optional.of(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return Optional.empty();
    }

    private String asKept(String name) throws SQLException {
        return about.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }
}
