package io.claimstream.ingest;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.secret.KeyFile;

/** Where the keys are that references are looked up by. */
public final class PseudonymKey {

    private static final String SECRET_NAME = "pseudonym-key";
    private static final int KEY_BYTES = 32;

    private PseudonymKey() {}

    /** The files that the settings name. They need not be there: commands tell which are missing. */
    public static PseudonymKeyFiles files(Settings settings) {
        return files(IngestConfig.of(settings));
    }

    private static PseudonymKeyFiles files(IngestConfig config) {
        return config.pseudonymKeyFile()
                .map(file -> new PseudonymKeyFiles(file, true))
                .orElseGet(() -> new PseudonymKeyFiles(config.secrets().resolve(SECRET_NAME), false));
    }

    /**
     * The files that the settings name, to work with.
     *
     * @throws io.claimstream.platform.config.SettingsException when a file is named, but there is none, or it is too short
     */
    static PseudonymKeyFiles checked(IngestConfig config) {
        PseudonymKeyFiles files = files(config);
        config.pseudonymKeyFile()
                // That of a retired key may be gone.
                .filter(it -> files.exists(1) || files.numbers().isEmpty())
                .ifPresent(it -> {
                    byte[] unused = KeyFile.read(IngestConfig.PSEUDONYM_KEY_FILE, it, KEY_BYTES);
                });
        return files;
    }
}
