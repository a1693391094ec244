package io.claimstream.feedback;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.util.Map;
import java.util.UUID;

/** Databases for tests, with every migration applied. */
public final class TestDatabases {

    private TestDatabases() {}

    /** H2 in memory, gone when it is closed. */
    public static Database h2() {
        return at("jdbc:h2:mem:" + UUID.randomUUID(), "sa");
    }

    public static Database at(String url, String user) {
        return Database.open(Settings.of(
                CommonSettings.ALL,
                Map.of(CommonSettings.DATABASE_URL.key(), url, CommonSettings.DATABASE_USER.key(), user)));
    }
}
