package io.claimstream.launcher.instance;

import java.io.Serial;
import java.nio.file.Path;

/** Another instance runs on the data directory: the outside world, not a bug. */
public final class DataDirInUseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    DataDirInUseException(Path directory) {
        super("Expected the data directory '" + directory
                + "' for this instance alone, but another one runs on it. Stop that one, or use --data-dir.");
    }
}
