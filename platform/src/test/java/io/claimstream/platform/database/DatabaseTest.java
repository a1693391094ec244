package io.claimstream.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private final Path data;

    DatabaseTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void shouldKeepWhatIsWrittenToTheEmbeddedDatabase() {
        shouldMigrateAndKeep(Map.of("database.pool.size", "2"));
        assertThat(data.resolve("database/claimstream.mv.db")).exists();
    }

    @Test
    void shouldWorkTheSameOnPostgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            shouldMigrateAndKeep(Map.of(
                    "database.url",
                    postgres.getJdbcUrl("postgres", "postgres"),
                    "database.user",
                    "postgres",
                    "database.password",
                    "unused"));
        }
    }

    @Test
    void shouldSayThatADatabaseCannotBeReachedWithoutItsPassword() {
        // Given
        Settings settings = Settings.of(
                CommonSettings.ALL,
                Map.of(
                        "database.url",
                        "jdbc:postgresql://127.0.0.1:1/none?password=hush",
                        "database.password",
                        "hush"));

        // When / Then
        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(DatabaseUnavailableException.class)
                .message()
                .doesNotContain("hush");
    }

    private void shouldMigrateAndKeep(Map<String, String> values) {
        // Given
        Map<String, String> all = new HashMap<>(values);
        all.put("data.dir", data.toString());
        Settings settings = Settings.of(CommonSettings.ALL, all);

        // When
        try (Database first = Database.open(settings);
                Database second = Database.open(settings)) {
            first.jdbi().useHandle(handle -> handle.execute(merge("a", 1)));
            second.jdbi().useHandle(handle -> handle.execute(merge("a", 2)));
            assertThat(first.check()).isEqualTo(Health.Check.up("database"));
        }

        // Then
        try (Database again = Database.open(settings)) {
            int number = again.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT number FROM record_platform_test WHERE name = 'a'")
                            .mapTo(Integer.class)
                            .one());
            assertThat(number).isEqualTo(2);
        }
    }

    private static String merge(String name, int number) {
        return "MERGE INTO record_platform_test t USING (SELECT '" + name + "' AS name, " + number + " AS number) s"
                + " ON t.name = s.name WHEN MATCHED THEN UPDATE SET number = s.number"
                + " WHEN NOT MATCHED THEN INSERT (name, number) VALUES (s.name, s.number)";
    }
}
