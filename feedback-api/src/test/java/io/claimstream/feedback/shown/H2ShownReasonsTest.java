package io.claimstream.feedback.shown;

import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@SuppressWarnings("NullAway.Init") // Set before all tests.
class H2ShownReasonsTest extends ShownReasonsContract {

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
    Jdbi jdbi() {
        return database.jdbi();
    }
}
