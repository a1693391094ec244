package io.claimstream.launcher.backup;

import io.claimstream.ingest.PseudonymKey;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.backup.RecordTables;
import io.claimstream.platform.backup.UnknownTableException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.pseudonym.PseudonymKeyMissingException;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Brings a backup back into an instance that has nothing yet. */
final class Restore {

    private final Settings settings;

    Restore(Settings settings) {
        this.settings = settings;
    }

    /**
     * What was brought back.
     *
     * @param configuration where the settings of the time of the backup stand now, for people to look at
     */
    record Done(long rows, int files, Path configuration) {}

    /**
     * Restores all or nothing of the tables. Files that are there already and alike are left; so that it can be run again after it was cut short.
     *
     * @throws BadInputException when the file is no backup, or damaged, or of a newer version
     * @throws OutsideWorldException when there is something already, or a key is missing
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database cannot be reached, or another process has it
     */
    Done restore(Path file) throws IOException {
        try (BackupReader backup = BackupReader.open(file)) {
            RestoredFiles files = new RestoredFiles(settings, backup);
            files.requireRoom();
            String version = backup.manifest().tablesVersion();
            try (Database database = Database.openAt(settings, version)) {
                requireVersion(database, version);
                RecordTables tables = new RecordTables(database.jdbi());
                requireEmpty(tables.filled());
                int written = files.write();
                long rows = tables.load(
                        backup.tables(),
                        table -> backup.stream(Backup.TABLES + table + Backup.ROWS),
                        handle -> requireKeys(handle, backup));
                return new Done(rows, written, files.configuration());
            } catch (UnknownTableException e) {
                throw new BadInputException(Objects.requireNonNullElse(e.getMessage(), "Expected a known table."));
            }
        }
    }

    private static void requireVersion(Database database, String version) {
        String there = database.version().orElse("");
        if (!there.equals(version)) {
            throw new BadInputException(
                    "Expected tables of version " + version + ", as in the backup, but these have version " + there
                            + ". Restore with the version of Claimstream that made the backup, or a newer one, into an empty database.");
        }
    }

    private static void requireEmpty(List<String> filled) {
        if (!filled.isEmpty()) {
            throw new OutsideWorldException(
                    "Expected an empty database, but these tables have rows: "
                            + String.join(", ", filled)
                            + ". Nothing was changed. Restore into another data directory or database, before anything is started there.");
        }
    }

    /** Whoever starts without them waits for ever. */
    private void requireKeys(Handle handle, BackupReader backup) {
        requireEncryptionKeys(handle, backup.manifest());
        if (backup.tables().contains(PseudonymKeys.TABLE)) {
            requirePseudonymKeys(handle);
        }
    }

    private void requirePseudonymKeys(Handle handle) {
        try {
            PseudonymKeys.require(handle, PseudonymKey.files(settings));
        } catch (PseudonymKeyMissingException e) {
            throw new OutsideWorldException(
                    Objects.requireNonNullElse(e.getMessage(), "Expected a key.")
                            + " It was kept elsewhere when the backup was made. No row was restored; copy it and restore again.");
        }
    }

    /** Asks no key management service: that it lets this machine in is seen once services start. */
    private void requireEncryptionKeys(Handle handle, Manifest manifest) {
        KeyEncryptionKeys keys = KeyEncryptionKeys.of(settings);
        List<String> needed = handle.createQuery(
                        "select distinct kek_id from record_subject_key where kek_id is not null")
                .mapTo(String.class)
                .list();
        for (String id : needed) {
            try {
                var unused = keys.key(id);
            } catch (KeyEncryptionKeyMissingException e) {
                throw new OutsideWorldException(
                        Objects.requireNonNullElse(e.getMessage(), "Expected the encryption keys.")
                                + addresses(manifest)
                                + " The backup was made without them. No row was restored; copy them and restore again.");
            }
        }
    }

    private static String addresses(Manifest manifest) {
        String key = CommonSettings.ENCRYPTION_KEY_URIS.key();
        String then = manifest.keptElsewhere().get(key);
        return then == null ? "" : " When the backup was made, " + key + " was " + then + ".";
    }
}
