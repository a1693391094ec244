package io.claimstream.platform.database;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * What can be seen of the database that the settings name without changing it.
 *
 * @param product its name, such as {@code PostgreSQL}
 * @param version as the database writes it
 * @param major first number of the version
 * @param pending migrations of ours that it has not seen, by number
 * @param failed migrations that did not come to their end
 * @param unknown migrations later than all of ours that it has seen
 * @param now its clock
 */
public record DatabaseLook(
        String product,
        String version,
        int major,
        List<String> pending,
        List<String> failed,
        List<String> unknown,
        Instant now) {

    /** H2's code for a file that another process has open. */
    private static final int H2_IN_USE = 90020;

    /** H2 neither makes nor repairs a file that is opened like this. */
    private static final String H2_READ_ONLY = ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";

    /**
     * Looks.
     *
     * @throws SQLException when it cannot be opened
     */
    public static DatabaseLook of(Settings settings) throws SQLException {
        String url = settings.get(CommonSettings.DATABASE_URL)
                .orElseGet(() -> Database.embeddedUrl(settings.get(CommonSettings.DATA_DIR)) + H2_READ_ONLY);
        String user = settings.get(CommonSettings.DATABASE_USER);
        String password = settings.get(CommonSettings.DATABASE_PASSWORD).orElse("");
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setReadOnly(true);
            DatabaseMetaData about = connection.getMetaData();
            MigrationInfo[] all = Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:db/migration")
                    .outOfOrder(true)
                    .load()
                    .info()
                    .all();
            return new DatabaseLook(
                    about.getDatabaseProductName(),
                    about.getDatabaseProductVersion(),
                    about.getDatabaseMajorVersion(),
                    numbers(all, it -> it == MigrationState.PENDING),
                    numbers(all, MigrationState::isFailed),
                    numbers(all, it -> it == MigrationState.FUTURE_SUCCESS),
                    now(connection));
        }
    }

    /** Whether the embedded database could not be opened because another process has it. */
    public static boolean isInUse(SQLException failure) {
        return failure.getErrorCode() == H2_IN_USE;
    }

    private static List<String> numbers(MigrationInfo[] all, Predicate<MigrationState> such) {
        return Arrays.stream(all)
                .filter(it -> such.test(it.getState()))
                .map(it -> String.valueOf(it.getVersion()))
                .toList();
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_timestamp")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }
}
