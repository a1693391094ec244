package io.claimstream.feedback.view;

import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@SuppressWarnings("NullAway.Init") // Set before all tests.
class H2ClaimListTest extends ClaimListContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    String plan(String sql) {
        return jdbi().withHandle(handle ->
                        handle.createQuery("explain " + sql).mapTo(String.class).one())
                .toLowerCase(Locale.ROOT);
    }

    @Override
    String lookedUp() {
        return "/\\* public\\.\\S+: [^*]*claim_id = c\\.claim_id";
    }

    @Override
    Jdbi jdbi() {
        return database.jdbi();
    }
}
