package io.claimstream.feedback.retention;

import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows that are past their time, the oldest first, some at a time in a transaction each. What feeds figures is counted by day in the same transaction, so no figure changes. Of
 * several instances one deletes from a table at a time. Rows of claims of claimants under a legal hold stay. Thread-safe.
 */
public final class RetentionJob {

    /** Rows in a transaction; more where more have the very same time. */
    static final int AT_ONCE = 5_000;

    /** Transactions for a table in a run: the rest waits for the next one. */
    private static final int MOST_BATCHES = 200;

    private final Jdbi jdbi;
    private final Clock clock;
    private final RetentionPeriods periods;

    public RetentionJob(Jdbi jdbi, Clock clock, RetentionPeriods periods) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.periods = periods;
    }

    /**
     * Deletes what is past its time now. A table that cannot be done keeps no other from it.
     *
     * @throws RuntimeException what went wrong first, with the others
     */
    public void run() {
        @Nullable RuntimeException first = null;
        for (LimitedTable table : LimitedTable.ALL) {
            try {
                run(table, AT_ONCE);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    void run(LimitedTable table, int atOnce) {
        begin(table);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Duration> period = periods.of(table.name());
        if (period.isEmpty()) {
            jdbi.useHandle(handle -> RetentionTable.looked(handle, table.name(), now));
            return;
        }
        Instant before = now.minus(period.get());
        for (int i = 0; i < MOST_BATCHES; i++) {
            if (!jdbi.inTransaction(handle -> deletes(handle, table, before, now, atOnce))) {
                return;
            }
        }
    }

    /** Whether there was anything to delete. */
    private static boolean deletes(Handle handle, LimitedTable table, Instant before, Instant now, int atOnce) {
        RetentionTable.lock(handle, table.name());
        String notHeld = RetentionTable.notHeld(handle, table, now);
        Optional<OffsetDateTime> upTo = RetentionTable.boundary(handle, table, notHeld, before, atOnce);
        if (upTo.isEmpty()) {
            RetentionTable.looked(handle, table.name(), now);
            return false;
        }
        table.counted().ifPresent(column -> RetentionTable.count(handle, table, column, notHeld, upTo.get()));
        long rows = 0;
        for (String sql : table.deletes()) {
            // The last statement is the one that deletes from the table itself.
            rows = handle.createUpdate(sql.replace("{held}", notHeld))
                    .bind("upTo", upTo.get())
                    .execute();
        }
        RetentionTable.add(handle, table.name(), rows, now);
        return true;
    }

    /** Of two instances that begin at once one fails on the key, and the row is there. */
    private void begin(LimitedTable table) {
        try {
            jdbi.useHandle(handle -> RetentionTable.begin(handle, table.name()));
        } catch (UnableToExecuteStatementException e) {
            if (!UniqueViolation.caused(e)) {
                throw e;
            }
        }
    }
}
