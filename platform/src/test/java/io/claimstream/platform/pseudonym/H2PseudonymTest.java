package io.claimstream.platform.pseudonym;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.nio.file.Path;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class H2PseudonymTest extends PseudonymContract {

    private final Database database;

    H2PseudonymTest(@TempDir Path data) {
        super(data.resolve("secrets"));
        database = Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())));
    }

    @Override
    Jdbi jdbi() {
        return database.jdbi();
    }

    @AfterEach
    void close() {
        database.close();
    }
}
