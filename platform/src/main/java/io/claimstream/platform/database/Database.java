package io.claimstream.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;

/**
 * The relational database: PostgreSQL, or H2 in a file. Opening it brings its tables up to date with every migration on the class
 * path under {@code db/migration}; each module has its own range of numbers. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final String MIGRATIONS = "classpath:db/migration";
    private static final long CONNECTION_WAIT_MILLIS = 10_000;
    private static final int VALID_WITHIN_SECONDS = 2;

    /** Two services of one process must not both make the history table of an H2 file. */
    private static final Object MIGRATING = new Object();

    private final HikariDataSource source;
    private final Jdbi jdbi;

    private Database(HikariDataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    /**
     * Opens the database that the settings name.
     *
     * @throws DatabaseUnavailableException when it cannot be reached
     * @throws org.flywaydb.core.api.FlywayException when a migration fails
     */
    public static Database open(Settings settings) {
        return migrated(settings, Database::migration);
    }

    /**
     * As {@link #open}, with no migration later than a version; those are left for the next {@link #open}.
     *
     * @param version number of a migration; all are done when there is none of that number
     * @throws DatabaseUnavailableException when it cannot be reached
     * @throws org.flywaydb.core.api.FlywayException when a migration fails
     */
    public static Database openAt(Settings settings, String version) {
        return migrated(settings, source -> migration(source).target(version + "?"));
    }

    /**
     * As {@link #open}, with its tables left as they are.
     *
     * @throws DatabaseUnavailableException when it cannot be reached
     */
    public static Database openUnchanged(Settings settings) {
        return new Database(source(settings));
    }

    private static Database migrated(Settings settings, Function<HikariDataSource, FluentConfiguration> migration) {
        HikariDataSource source = source(settings);
        try {
            synchronized (MIGRATING) {
                migration.apply(source).load().migrate();
            }
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        return new Database(source);
    }

    private static HikariDataSource source(Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.get(CommonSettings.DATABASE_URL)
                .orElseGet(() -> embeddedUrl(settings.get(CommonSettings.DATA_DIR))));
        config.setUsername(settings.get(CommonSettings.DATABASE_USER));
        config.setPassword(settings.get(CommonSettings.DATABASE_PASSWORD).orElse(""));
        settings.withPrefix(CommonSettings.DATABASE_DRIVER).forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(settings.get(CommonSettings.DATABASE_POOL_SIZE));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setPoolName("claimstream-database");
        return connect(config);
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /**
     * The address of the embedded database. WRITE_DELAY=0: what is committed is on disk, also after kill -9. QUERY_CACHE_SIZE: a projection repeats more statements
     * than the eight that H2 keeps parsed, and parsing one that writes many rows costs more than running it.
     */
    static String embeddedUrl(Path dataDir) {
        return "jdbc:h2:file:" + dataDir.toAbsolutePath().resolve("database").resolve("claimstream")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64";
    }

    /** Access to the tables. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Number of the latest migration that it has seen; empty when it has seen none. */
    public Optional<String> version() {
        return Arrays.stream(migration(source).load().info().applied())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::getVersion);
    }

    /** Whether the database answers. */
    public Health.Check check() {
        try (Connection connection = source.getConnection()) {
            if (connection.isValid(VALID_WITHIN_SECONDS)) {
                return Health.Check.up("database");
            }
            return Health.Check.waiting("database", "the database does not answer");
        } catch (SQLException e) {
            return Health.Check.waiting("database", "the database cannot be reached");
        }
    }

    @Override
    public void close() {
        source.close();
    }

    private static FluentConfiguration migration(HikariDataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS)
                .failOnMissingLocations(false)
                // Services share the database but not their migrations: a missing one is another service's, a late one
                // a newer.
                .ignoreMigrationPatterns("*:missing", "*:future")
                .outOfOrder(true);
    }
}
