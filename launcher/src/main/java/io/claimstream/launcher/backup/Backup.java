package io.claimstream.launcher.backup;

import io.claimstream.platform.backup.RecordTables;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Writes a backup. */
final class Backup {

    static final String TABLES = "tables/";
    static final String ROWS = ".jsonl";
    static final String CONFIGURATION = "configuration.properties";

    private static final String A_PATH = "a path, or nothing";

    private final Settings settings;
    private final Clock clock;

    Backup(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes it.
     *
     * @param file where to; not there yet
     * @param withEncryptionKeys whether the file is to open what is sealed
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database cannot be reached, or another process has it
     */
    Manifest write(Path file, boolean withEncryptionKeys) throws IOException {
        Path dataDir = settings.get(CommonSettings.DATA_DIR);
        try (Database database = Database.openUnchanged(settings);
                BackupFile backup = BackupFile.create(file)) {
            Map<String, Long> rows = new RecordTables(database.jdbi())
                    .export((table, content) -> backup.add(TABLES + table + ROWS, content::writeTo));
            for (Path one : DataFiles.of(dataDir, withEncryptionKeys)) {
                backup.add(name(one), out -> Files.copy(dataDir.resolve(one), out));
            }
            backup.add(CONFIGURATION, this::configuration);
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    clock.instant().toString(),
                    database.version().orElse(""),
                    rows,
                    backup.entries(),
                    withEncryptionKeys,
                    keptElsewhere());
            backup.finish(manifest);
            return manifest;
        }
    }

    /** In a zip file names have slashes on every system. */
    private static String name(Path file) {
        return file.toString().replace('\\', '/');
    }

    /** What is set and no secret. */
    private void configuration(OutputStream out) throws IOException {
        Properties set = new Properties();
        settings.entries().stream()
                .filter(it -> !it.source().equals("default"))
                .filter(it -> !it.value().equals(Settings.MASK))
                .filter(it -> !it.key().equals(CommonSettings.DATA_DIR.key()))
                .forEach(it -> set.setProperty(it.key(), it.value()));
        set.store(out, "What was set when the backup was made, without secrets.");
    }

    private Map<String, String> keptElsewhere() {
        Map<String, String> elsewhere = new TreeMap<>();
        for (Setting<?> setting : settings.known()) {
            if (setting.form().equals(A_PATH) || setting.equals(CommonSettings.ENCRYPTION_KEY_URIS)) {
                settings.entries().stream()
                        .filter(it ->
                                it.key().equals(setting.key()) && !it.value().isEmpty())
                        .forEach(it -> elsewhere.put(it.key(), it.value()));
            }
        }
        return elsewhere;
    }
}
