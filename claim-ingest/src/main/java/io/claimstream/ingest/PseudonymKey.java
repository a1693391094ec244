package io.claimstream.ingest;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.secret.KeyFile;
import java.nio.file.Path;

/** Where the keys are that references are looked up by. */
public final class PseudonymKey {

    private static final String SECRET_NAME = "pseudonym-key";
    private static final int KEY_BYTES = 32;

    private PseudonymKey() {}

    /**
     * The files that the settings name.
     *
     * @throws io.claimstream.platform.config.SettingsException when a file is named, but there is none, or it is too short
     */
    public static PseudonymKeyFiles files(Settings settings) {
        return files(IngestConfig.of(settings));
    }

    static PseudonymKeyFiles files(IngestConfig config) {
        return config.pseudonymKeyFile()
                .map(PseudonymKey::given)
                .orElseGet(() -> new PseudonymKeyFiles(config.secrets().resolve(SECRET_NAME), false));
    }

    /** That of a retired key may be gone. */
    private static PseudonymKeyFiles given(Path file) {
        PseudonymKeyFiles files = new PseudonymKeyFiles(file, true);
        if (files.exists(1) || files.numbers().isEmpty()) {
            byte[] unused = KeyFile.read(IngestConfig.PSEUDONYM_KEY_FILE, file, KEY_BYTES);
        }
        return files;
    }
}
