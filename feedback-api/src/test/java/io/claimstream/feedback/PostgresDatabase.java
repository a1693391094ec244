package io.claimstream.feedback;

import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A PostgreSQL database for one test class, with every migration applied, on a server that all classes of a run share. PostgreSQL refuses to run as root: where
 * the tests do, its binaries are started in a user namespace of their own ({@code unshare -U}); where that is not allowed either, the tests are skipped and say
 * why.
 */
public final class PostgresDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final String USER = "postgres";

    private @Nullable Database database;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        Server server = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Server.class, key -> Server.start(), Server.class);
        database = TestDatabases.at(
                server.create(context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT)), USER);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (database != null) {
            database.close();
        }
    }

    /** Reaches the database. */
    public Jdbi jdbi() {
        if (database == null) {
            throw new IllegalStateException("Expected an open database.");
        }
        return database.jdbi();
    }

    /** Ends with the run. */
    private record Server(EmbeddedPostgres postgres) implements AutoCloseable {

        static Server start() {
            try {
                return new Server(EmbeddedPostgres.start());
            } catch (IOException | IllegalStateException e) {
                throw new TestAbortedException("PostgreSQL cannot be started here: " + e.getMessage(), e);
            }
        }

        /** Address of a new database. */
        String create(String name) throws SQLException {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return postgres.getJdbcUrl(USER, name);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}
