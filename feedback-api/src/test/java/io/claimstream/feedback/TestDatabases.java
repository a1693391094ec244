package io.claimstream.feedback;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** Databases for tests, with every migration applied. */
public final class TestDatabases {

    private TestDatabases() {}

    /** H2 in memory, gone when it is closed. */
    public static Database h2() {
        return at("jdbc:h2:mem:" + UUID.randomUUID(), "sa");
    }

    /**
     * A new PostgreSQL. It refuses to run as root: where the tests do, its binaries are started in a user namespace of their own ({@code unshare -U});
     * where that is not allowed either, the tests are skipped and say why.
     */
    public static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            throw new TestAbortedException("PostgreSQL cannot be started here: " + e.getMessage(), e);
        }
    }

    public static Database at(String url, String user) {
        return Database.open(Settings.of(
                CommonSettings.ALL,
                Map.of(CommonSettings.DATABASE_URL.key(), url, CommonSettings.DATABASE_USER.key(), user)));
    }
}
