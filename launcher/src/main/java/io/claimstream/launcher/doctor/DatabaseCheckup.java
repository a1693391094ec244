package io.claimstream.launcher.doctor;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.DatabaseLook;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether the database answers, is new enough, has our tables, and whether its clock is ours. */
final class DatabaseCheckup implements Checkup {

    private static final String AREA = "database";
    private static final String POSTGRESQL = "PostgreSQL";

    /** The first with MERGE. */
    private static final int LEAST_POSTGRESQL = 15;

    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final Settings settings;
    private final Clock clock;

    DatabaseCheckup(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        boolean isEmbedded = settings.get(CommonSettings.DATABASE_URL).isEmpty();
        if (isEmbedded && !Files.isDirectory(settings.dataPath("database"))) {
            return List.of(Finding.ok(AREA, "None in the data directory yet: the first start makes it."));
        }
        try {
            return findings(DatabaseLook.of(settings));
        } catch (SQLException e) {
            return List.of(isEmbedded && DatabaseLook.isInUse(e) ? inUse() : away(e));
        }
    }

    private static Finding inUse() {
        return Finding.ok(
                AREA, "The one in the data directory is in use by the running instance, which tells below how it is.");
    }

    /** The message of a driver may hold the password of the address. */
    private static Finding away(SQLException failure) {
        return Finding.wrong(
                AREA,
                "It cannot be opened (SQL state " + failure.getSQLState() + ").",
                "See whether it runs, and whether database.url, database.user and database.password are right.");
    }

    private List<Finding> findings(DatabaseLook look) {
        List<Finding> findings = new ArrayList<>();
        findings.add(version(look));
        findings.add(tables(look));
        findings.add(time(look.now()));
        return findings;
    }

    private static Finding version(DatabaseLook look) {
        String found = "It is " + look.product() + " " + look.version() + ".";
        return look.product().equals(POSTGRESQL) && look.major() < LEAST_POSTGRESQL
                ? Finding.wrong(AREA, found, "Upgrade it to " + LEAST_POSTGRESQL + " or newer.")
                : Finding.ok(AREA, found);
    }

    private static Finding tables(DatabaseLook look) {
        if (!look.failed().isEmpty()) {
            return Finding.wrong(
                    AREA,
                    "Migrations that failed: " + String.join(", ", look.failed()) + ".",
                    "See the log of the service that started then; restore a backup if it cannot be mended.");
        }
        if (!look.unknown().isEmpty()) {
            return Finding.warning(
                    AREA,
                    "A newer Claimstream has changed its tables: " + String.join(", ", look.unknown()) + ".",
                    "Run that version again, or a newer one.");
        }
        return look.pending().isEmpty()
                ? Finding.ok(AREA, "Its tables are up to date.")
                : Finding.warning(
                        AREA,
                        "Migrations to come: " + String.join(", ", look.pending()) + ".",
                        "The next start of feedback-api or claim-ingest does them. Make a backup first.");
    }

    private Finding time(Instant there) {
        Duration by = Duration.between(clock.instant(), there);
        String found = "The clock of the database differs by " + by.abs().toSeconds() + " s from that of this machine.";
        return by.abs().compareTo(TOLERATED) > 0
                ? Finding.warning(
                        "clock", found, "Set both by NTP. Links, sessions and deadlines are told from these times.")
                : Finding.ok("clock", found);
    }
}
