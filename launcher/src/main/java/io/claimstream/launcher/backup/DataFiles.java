package io.claimstream.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a data directory that belong into a backup: secrets, and models that were in service. All else is made again from the topics. */
final class DataFiles {

    static final String SECRETS = "secrets";
    static final String MODELS = "models";

    private static final String ENCRYPTION_KEY = "encryption-key-";
    private static final String DRAFT = ".tmp";

    private DataFiles() {}

    /**
     * Relative to the directory, in order.
     *
     * @param withEncryptionKeys whether those are wanted with which the backup would open what is sealed
     */
    static List<Path> of(Path dataDir, boolean withEncryptionKeys) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of(SECRETS, MODELS)) {
            if (Files.isDirectory(dataDir.resolve(folder))) {
                try (Stream<Path> all = Files.walk(dataDir.resolve(folder))) {
                    all.filter(Files::isRegularFile)
                            .map(dataDir::relativize)
                            .filter(it -> !it.toString().endsWith(DRAFT))
                            .filter(it -> withEncryptionKeys || !isEncryptionKey(it))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    /** Whether it wraps the keys of persons. */
    static boolean isEncryptionKey(Path file) {
        return file.startsWith(SECRETS) && file.getFileName().toString().startsWith(ENCRYPTION_KEY);
    }
}
