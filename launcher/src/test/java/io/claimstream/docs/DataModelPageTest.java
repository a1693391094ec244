package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/data-model.md against the tables that migrations make, and against the stores of the topologies, both ways. */
class DataModelPageTest {

    private static final Path PAGE = Path.of("docs/data-model.md");
    private static final Pattern TABLE =
            Pattern.compile("^\\| `((?:record|view)_[a-z_]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern STORE = Pattern.compile("^\\| `([a-z-]+)` \\| ([a-z-]+) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void shouldHaveEveryTableWithItsKey(@TempDir Path dataDir) {
        // Given
        Settings settings = Settings.of(CommonSettings.ALL, Map.of("data.dir", dataDir.toString()));

        // When
        Map<String, List<String>> migrated;
        try (Database database = Database.open(settings)) {
            migrated = database.jdbi().withHandle(handle -> keys(handle.getConnection()));
        }

        // Then
        assertThat(migrated).containsKeys("record_audit", "record_training_run", "view_claim");
        assertThat(described()).isEqualTo(migrated);
    }

    @Test
    void shouldHaveEveryStoreWithItsService() {
        // When
        Map<String, String> stores = STORE.matcher(Pages.text(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        // Then
        Map<String, String> expected = new TreeMap<>();
        Topologies.SERVICES.forEach(
                service -> Topologies.stores(service).forEach(store -> expected.put(store, service)));
        assertThat(expected).isNotEmpty();
        assertThat(stores).isEqualTo(expected);
    }

    /** A table that stands on the page twice fails. */
    private static Map<String, List<String>> described() {
        return TABLE.matcher(Pages.text(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> names(row.group(2))));
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(it -> it.group(1)).toList();
    }

    /** The columns of the primary key of each of our tables, in their order. */
    private static Map<String, List<String>> keys(Connection connection) throws SQLException {
        Map<String, List<String>> keys = new TreeMap<>();
        for (String table : tables(connection)) {
            Map<Integer, String> columns = new TreeMap<>();
            try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
                while (rows.next()) {
                    columns.put(
                            rows.getInt("KEY_SEQ"),
                            rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
            keys.put(table.toLowerCase(Locale.ROOT), List.copyOf(columns.values()));
        }
        return keys;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(null, connection.getSchema(), "%", null)) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (name.toLowerCase(Locale.ROOT).matches("(record|view)_.*")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }
}
