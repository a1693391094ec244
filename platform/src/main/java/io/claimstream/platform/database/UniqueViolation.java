package io.claimstream.platform.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** That a row with the same key is there already: of two who write it at once, the later one fails so. */
public final class UniqueViolation {

    /** The same on H2 and PostgreSQL. */
    private static final String SQL_STATE = "23505";

    private UniqueViolation() {}

    /** Whether that is why a statement failed. */
    public static boolean caused(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause && SQL_STATE.equals(cause.getSQLState());
    }
}
