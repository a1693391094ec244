package io.claimstream.platform.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** Tells a database that is away, busy or stopping, which passes, from a statement that is wrong. */
public final class Outage {

    /** Connection, rolled back for others, out of resources, stopping, timed out; and H2's own for a closed database. */
    private static final List<String> STATES = List.of("08", "40", "53", "57P", "HYT", "90098", "90121", "90067");

    private static final int DEEPEST = 20;

    private Outage() {}

    /** The failure itself, or a {@link DatabaseUnavailableException} for it when it passes by itself. */
    public static RuntimeException told(JdbiException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && passes(sql)) {
                return new DatabaseUnavailableException(failure);
            }
            cause = cause.getCause();
        }
        return failure;
    }

    private static boolean passes(SQLException failure) {
        String state = failure.getSQLState();
        return isClosed(failure)
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || (state != null && STATES.stream().anyMatch(state::startsWith));
    }

    /** A pool that was closed while somebody still works, as at the end of a process, tells it by its words alone. */
    private static boolean isClosed(SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("HikariDataSource ") && message.endsWith(" has been closed.");
    }
}
