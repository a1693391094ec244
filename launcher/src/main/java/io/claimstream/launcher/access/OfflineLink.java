package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.OfflineReset;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.DatabaseUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A link for a new password, made in the database itself. */
final class OfflineLink {

    private OfflineLink() {}

    /**
     * Makes it.
     *
     * @throws BadInputException when nobody of that name is let in
     * @throws OutsideWorldException when the database is not there, or another process has it
     */
    static ObjectNode of(CommonOptions common, String person, Duration validFor) {
        Settings settings = common.settings(Services.settings());
        boolean isEmbedded = settings.get(CommonSettings.DATABASE_URL).isEmpty();
        if (isEmbedded) {
            requireDatabase(settings.get(CommonSettings.DATA_DIR));
        }
        try {
            return OfflineReset.offer(settings, person, validFor, Clock.systemUTC())
                    .map(link ->
                            json(link.userId(), link.login(), link.expiresAt().toString(), link.address()))
                    .orElseThrow(() -> new BadInputException(
                            "Expected the login or the id of an active account, but nobody has '" + person + "'."));
        } catch (DatabaseUnavailableException e) {
            if (isEmbedded) {
                throw new OutsideWorldException(
                        "Expected the database in the data directory to be free, but it is in use. Leave --offline out while the instance runs, or stop it first.");
            }
            throw e;
        }
    }

    /** A wrong directory must not get an empty database. */
    private static void requireDatabase(Path dataDir) {
        if (!Files.exists(dataDir.resolve("database"))) {
            throw new OutsideWorldException("Expected a database in '" + dataDir
                    + "', but there is none; '--data-dir' names another directory, database.url a database elsewhere.");
        }
    }

    static ObjectNode json(String userId, String login, String expiresAt, String link) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("userId", userId)
                .put("login", login)
                .put("expiresAt", expiresAt)
                .put("link", link);
    }
}
