package io.claimstream.platform.database;

/** The database cannot be reached. The message names neither address nor password. */
public final class DatabaseUnavailableException extends RuntimeException {

    public DatabaseUnavailableException(Throwable cause) {
        super("Expected a database that answers, but it cannot be reached; see database.url.", cause);
    }
}
