package io.claimstream.launcher.instance;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.DatabaseUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** The database itself, for commands that ask no instance. */
public final class OfflineDatabase {

    private OfflineDatabase() {}

    /**
     * Does something with the database that the settings name.
     *
     * @param instead what to do when a running instance has the database
     * @throws OutsideWorldException when the database is not there, or another process has it
     */
    public static <R> R ask(CommonOptions common, String instead, Function<Settings, R> work) {
        Settings settings = common.settings(Services.settings());
        boolean isEmbedded = settings.get(CommonSettings.DATABASE_URL).isEmpty();
        if (isEmbedded) {
            require(settings.get(CommonSettings.DATA_DIR));
        }
        try {
            return work.apply(settings);
        } catch (DatabaseUnavailableException e) {
            if (isEmbedded) {
                throw new OutsideWorldException(
                        "Expected the database in the data directory to be free, but it is in use. " + instead);
            }
            throw e;
        }
    }

    /** A wrong directory must not get an empty database. */
    private static void require(Path dataDir) {
        if (!Files.exists(dataDir.resolve("database"))) {
            throw new OutsideWorldException("Expected a database in '" + dataDir
                    + "', but there is none; '--data-dir' names another directory, database.url a database elsewhere.");
        }
    }
}
