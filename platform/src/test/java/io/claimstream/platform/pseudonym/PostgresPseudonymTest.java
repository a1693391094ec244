package io.claimstream.platform.pseudonym;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class PostgresPseudonymTest extends PseudonymContract {

    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Database database;

    PostgresPseudonymTest(@TempDir Path secrets) {
        super(secrets);
    }

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = Database.open(Settings.of(
                CommonSettings.ALL,
                Map.of(
                        "database.url",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "database.user",
                        "postgres",
                        "database.password",
                        "unused")));
    }

    @Override
    Jdbi jdbi() {
        return Objects.requireNonNull(database).jdbi();
    }

    @AfterAll
    void stop() throws IOException {
        Objects.requireNonNull(database).close();
        Objects.requireNonNull(postgres).close();
    }
}
