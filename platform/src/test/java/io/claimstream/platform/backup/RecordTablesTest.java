package io.claimstream.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of everything and one of as little as may be, in every table, from H2 to PostgreSQL and back. */
class RecordTablesTest {

    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-01T09:30:00.123456Z");

    @TempDir
    private Path directory;

    @Test
    void shouldBringEveryColumnFromOneDatabaseToTheOtherAndBack() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Database one = Database.open(h2("one"));
                Database other = Database.open(h2("other"));
                Database between = Database.open(postgres(postgres))) {
            // Given
            one.jdbi().useHandle(handle -> RecordCatalogue.of(handle).forEach(table -> {
                insert(handle, table, "x", true);
                insert(handle, table, "y", false);
            }));
            Map<String, String> rows = export(one);

            // When
            load(between, rows);
            Map<String, String> there = export(between);
            load(other, there);

            // Then
            assertThat(rows).hasSizeGreaterThan(20);
            assertThat(rows.values()).allMatch(it -> it.lines().count() == 2);
            assertThat(there).isEqualTo(rows);
            assertThat(export(other)).isEqualTo(rows);
            assertThat(nextNumber(between)).isEqualTo(3);
            assertThat(nextNumber(other)).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepNothingOfWhatIsRefused() throws IOException {
        try (Database one = Database.open(h2("one"));
                Database other = Database.open(h2("other"))) {
            // Given
            one.jdbi().useHandle(handle -> RecordCatalogue.of(handle).forEach(it -> insert(handle, it, "x", true)));
            Map<String, String> rows = export(one);
            RecordTables tables = new RecordTables(other.jdbi());

            // When, Then
            assertThatThrownBy(() -> tables.load(List.copyOf(rows.keySet()), it -> bytes(rows, it), handle -> {
                        assertThat(handle.createQuery("select count(*) from record_user")
                                        .mapTo(Long.class)
                                        .one())
                                .isEqualTo(1);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(tables.filled()).isEmpty();
            assertThatThrownBy(() -> tables.load(List.of("record_of_later"), it -> bytes(rows, it), handle -> {}))
                    .isInstanceOf(UnknownTableException.class);
            Map<String, String> later = new TreeMap<>(rows);
            later.put("record_queue_worker", "{\"of_later\":1}");
            assertThatThrownBy(() -> load(other, later)).isInstanceOf(UnknownTableException.class);
            assertThat(tables.filled()).isEmpty();
        }
    }

    @Test
    void shouldTellTablesThatHaveRows() {
        try (Database one = Database.open(h2("one"))) {
            // Given
            RecordTables tables = new RecordTables(one.jdbi());
            assertThat(tables.filled()).isEmpty();

            // When
            one.jdbi().useHandle(handle -> {
                handle.execute("insert into view_offset (topic, partition_number, next_offset) values ('t', 0, 1)");
                RecordCatalogue.of(handle).stream()
                        .filter(it -> it.name().equals("record_user"))
                        .forEach(it -> insert(handle, it, "x", true));
            });

            // Then
            assertThat(tables.filled()).containsExactly("record_user", "view_offset");
        }
    }

    private static void insert(Handle handle, RecordTable table, String text, boolean isFull) {
        List<String> columns = table.columns().keySet().stream()
                .filter(it -> isFull || isNeeded(handle, table.name(), it))
                .filter(it -> !table.numbered().equals(java.util.Optional.of(it)))
                .sorted()
                .toList();
        try (Update insert = handle.createUpdate("insert into " + table.name() + " (" + String.join(", ", columns)
                + ") values (:" + String.join(", :", columns) + ")")) {
            for (String column : columns) {
                insert.bind(column, value(table.columns().getOrDefault(column, Types.OTHER), text));
            }
            insert.execute();
        }
    }

    private static boolean isNeeded(Handle handle, String table, String column) {
        return handle.createQuery("select is_nullable from information_schema.columns where lower(table_name) = ? and"
                        + " lower(column_name) = ?")
                .bind(0, table)
                .bind(1, column)
                .mapTo(String.class)
                .one()
                .equals("NO");
    }

    private static Object value(int type, String text) {
        boolean isFirst = text.equals("x");
        return switch (type) {
            case Types.VARCHAR -> text;
            case Types.INTEGER -> isFirst ? 7 : -8;
            case Types.BIGINT -> isFirst ? Long.MAX_VALUE : -1L;
            case Types.NUMERIC -> new BigDecimal("12.30");
            case Types.DOUBLE -> 0.1;
            case Types.BOOLEAN, Types.BIT -> isFirst;
            case Types.DATE -> isFirst ? LocalDate.of(2026, 2, 28) : LocalDate.of(1999, 12, 31);
            default -> isFirst ? TIME : TIME.minusYears(20);
        };
    }

    private static long nextNumber(Database database) {
        return database.jdbi().withHandle(handle -> handle.createUpdate(
                        "insert into record_audit (at, actor, action, resource, outcome, trace_id) values"
                                + " (current_timestamp, 'a', 'b', 'c', 'd', 'e')")
                .executeAndReturnGeneratedKeys("audit_id")
                .mapTo(Long.class)
                .one());
    }

    private static Map<String, String> export(Database database) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        var unused = new RecordTables(database.jdbi()).export((table, content) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(out);
            // Rows come in any order.
            rows.put(
                    table,
                    String.join(
                            "\n",
                            out.toString(StandardCharsets.UTF_8)
                                    .lines()
                                    .sorted()
                                    .toList()));
        });
        return rows;
    }

    private static void load(Database database, Map<String, String> rows) throws IOException {
        var unused =
                new RecordTables(database.jdbi()).load(List.copyOf(rows.keySet()), it -> bytes(rows, it), handle -> {});
    }

    private static ByteArrayInputStream bytes(Map<String, String> rows, String table) {
        return new ByteArrayInputStream(Objects.requireNonNull(rows.get(table)).getBytes(StandardCharsets.UTF_8));
    }

    private Settings h2(String name) {
        return Settings.of(
                CommonSettings.ALL, Map.of("data.dir", directory.resolve(name).toString()));
    }

    private static Settings postgres(EmbeddedPostgres postgres) {
        return Settings.of(
                CommonSettings.ALL,
                Map.of(
                        "database.url",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "database.user",
                        "postgres",
                        "database.password",
                        "unused"));
    }
}
