package io.claimstream.launcher.backup;

import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The files of a backup, on their way to their places. */
final class RestoredFiles {

    private static final String CONFIGURATION = "restored.properties";

    private final Path dataDir;
    private final Path encryptionKeys;
    private final BackupReader backup;

    RestoredFiles(Settings settings, BackupReader backup) {
        this.dataDir = settings.get(CommonSettings.DATA_DIR);
        this.encryptionKeys =
                settings.get(CommonSettings.ENCRYPTION_KEYS_DIR).orElseGet(() -> settings.dataPath(DataFiles.SECRETS));
        this.backup = backup;
    }

    /**
     * Looks whether no file is in the way.
     *
     * @throws OutsideWorldException when one is, with other content
     * @throws BadInputException when a name leads out of the data directory
     */
    void requireRoom() throws IOException {
        for (String name : names()) {
            Path place = place(name);
            if (Files.exists(place) && !Arrays.equals(Files.readAllBytes(place), backup.bytes(name))) {
                throw new OutsideWorldException("Expected no file where one is to be restored, but " + place
                        + " has other content. Nothing was changed. Restore into another data directory.");
            }
        }
    }

    /** Writes what is not there; how many files there are now. */
    int write() throws IOException {
        for (String name : names()) {
            Path place = place(name);
            byte[] content = backup.bytes(name);
            if (name.startsWith(DataFiles.SECRETS)) {
                var unused = new SecretFiles(parent(place))
                        .orCreate(place.getFileName().toString(), () -> content);
            } else if (!Files.exists(place)) {
                Files.createDirectories(parent(place));
                Files.write(place, content);
            }
        }
        Files.createDirectories(dataDir);
        Files.write(configuration(), backup.bytes(Backup.CONFIGURATION));
        return names().size();
    }

    /** Where the settings of the time of the backup stand. */
    Path configuration() {
        return dataDir.resolve(CONFIGURATION);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(backup.names(DataFiles.SECRETS + "/"));
        names.addAll(backup.names(DataFiles.MODELS + "/"));
        return names;
    }

    private Path place(String name) {
        Path relative = Path.of(name).normalize();
        if (!relative.startsWith(DataFiles.SECRETS) && !relative.startsWith(DataFiles.MODELS)) {
            throw new BadInputException("Expected files of a data directory in the backup, but one is '" + name + "'.");
        }
        return DataFiles.isEncryptionKey(relative)
                ? encryptionKeys.resolve(relative.getFileName())
                : dataDir.resolve(relative);
    }

    private static Path parent(Path file) {
        return java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
