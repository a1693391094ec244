package io.claimstream.feedback.webhook;

import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Skipped, with the reason, where PostgreSQL cannot be started. */
class PostgresWebhookIT extends WebhookContract {

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable Database database;

    @BeforeAll
    static void open() {
        EmbeddedPostgres started = TestDatabases.postgres();
        postgres = started;
        database = TestDatabases.at(started.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    @AfterAll
    static void close() throws IOException {
        if (database != null) {
            database.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    Jdbi jdbi() {
        if (database == null) {
            throw new IllegalStateException("Expected an open database.");
        }
        return database.jdbi();
    }
}
