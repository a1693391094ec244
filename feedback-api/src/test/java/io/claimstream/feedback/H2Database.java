package io.claimstream.feedback;

import io.claimstream.platform.database.Database;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An H2 in memory for the tests of one class, with every migration applied. */
public final class H2Database implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Database database;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = TestDatabases.h2();
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
}
