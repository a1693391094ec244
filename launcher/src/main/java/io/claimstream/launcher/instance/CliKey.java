package io.claimstream.launcher.instance;

import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key that commands on this machine use; feedback-api makes it at its first start. */
public final class CliKey {

    private static final String NAME = "cli.key";

    private CliKey() {}

    /**
     * The key, as text.
     *
     * @throws CliKeyMissingException when there is none: the instance has never been ready
     */
    public static String read(Path dataDir) {
        Path file = new SecretFiles(dataDir.resolve("secrets")).path(NAME);
        try {
            if (!Files.exists(file)) {
                throw new CliKeyMissingException(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
