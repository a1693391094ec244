package io.claimstream.feedback.shown;

import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Remembers which reasons were sent to whom. It proves that a page with the reasons of this very score went out to this very person, no more: not that they
 * were read. Kept until retention deletes it. Thread-safe, on every instance at once.
 */
public final class ShownReasons {

    private static final String FIND =
            "select shown_at, complete from record_reasons_shown where actor = :actor and score_id = :score";
    private static final String INSERT = "insert into record_reasons_shown (actor, score_id, shown_at, complete)"
            + " values (:actor, :score, :at, :complete)";
    private static final String COMPLETE = "update record_reasons_shown set shown_at = :at, complete = :complete"
            + " where actor = :actor and score_id = :score and not complete";

    private final Jdbi jdbi;
    private final Clock clock;

    /** @param clock tells when reasons are shown */
    public ShownReasons(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * That reasons were shown.
     *
     * @param at when first; when all of them were shown, since then
     * @param isComplete whether all of them
     */
    public record Shown(Instant at, boolean isComplete) {}

    /** What was shown to someone of a score; empty when nothing was, or it is kept no longer. */
    public Optional<Shown> find(String actor, String scoreId) {
        return jdbi.withHandle(handle -> find(handle, actor, scoreId));
    }

    /**
     * Remembers that the reasons of a score are shown to someone.
     *
     * @param actor who; at most 200 characters
     * @param isComplete whether all of them
     */
    public void add(String actor, String scoreId, boolean isComplete) {
        if (!isAdded(actor, scoreId, isComplete)) {
            // Another page was faster by a moment: now there is a row to complete.
            var unused = isAdded(actor, scoreId, isComplete);
        }
    }

    /** Of two pages that show the same at once, one fails on the key. */
    private boolean isAdded(String actor, String scoreId, boolean isComplete) {
        try {
            jdbi.useTransaction(handle -> {
                Optional<Shown> known = find(handle, actor, scoreId);
                if (known.isEmpty()) {
                    change(handle, INSERT, actor, scoreId, isComplete);
                } else if (isComplete && !known.get().isComplete()) {
                    change(handle, COMPLETE, actor, scoreId, true);
                }
            });
            return true;
        } catch (UnableToExecuteStatementException e) {
            requireTwin(e);
            return false;
        }
    }

    private void change(Handle handle, String sql, String actor, String scoreId, boolean isComplete) {
        handle.createUpdate(sql)
                .bind("actor", actor)
                .bind("score", scoreId)
                .bind("at", utc(clock.instant()))
                .bind("complete", isComplete)
                .execute();
    }

    private static Optional<Shown> find(Handle handle, String actor, String scoreId) {
        return handle.createQuery(FIND)
                .bind("actor", actor)
                .bind("score", scoreId)
                .map((row, context) -> new Shown(
                        row.getObject("shown_at", OffsetDateTime.class).toInstant(), row.getBoolean("complete")))
                .findOne();
    }

    private static void requireTwin(UnableToExecuteStatementException failure) {
        if (!UniqueViolation.caused(failure)) {
            throw failure;
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
