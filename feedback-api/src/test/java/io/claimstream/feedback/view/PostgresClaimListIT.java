package io.claimstream.feedback.view;

import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.opentest4j.TestAbortedException;

/**
 * PostgreSQL refuses to run as root. Where the tests do, the binaries are started in a user namespace of their own ({@code
 * unshare -U}); where that is not allowed either, the tests are skipped and say why.
 */
class PostgresClaimListIT extends ClaimListContract {

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable Database database;

    @BeforeAll
    static void open() {
        EmbeddedPostgres started = start();
        postgres = started;
        database = TestDatabases.at(started.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            throw new TestAbortedException("PostgreSQL cannot be started here: " + e.getMessage(), e);
        }
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
    String plan(String sql) {
        return jdbi().inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_bitmapscan = off");
            handle.execute("set local enable_hashjoin = off");
            handle.execute("set local enable_mergejoin = off");
            return String.join(
                    "\n",
                    handle.createQuery("explain " + sql).mapTo(String.class).list());
        });
    }

    @Override
    String lookedUp() {
        return "Index Cond: .*\\(claim_id\\)::text = \\(c\\.claim_id\\)::text";
    }

    @Override
    Jdbi jdbi() {
        if (database == null) {
            throw new IllegalStateException("Expected an open database.");
        }
        return database.jdbi();
    }
}
