package io.claimstream.launcher.instance;

import java.io.Serial;
import java.nio.file.Path;

/** No instance has been ready on the data directory yet, so there is no key for the command line: the outside world, not a bug. */
public final class CliKeyMissingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CliKeyMissingException(Path file) {
        super("Expected a key for the command line in '" + file
                + "', but there is none. It is made when the instance is ready for the first time.");
    }
}
