package io.claimstream.feedback.idempotency;

import io.claimstream.platform.database.UniqueViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Remembers in the database what was answered to requests that name themselves, for a day. Every instance on the database sees the same, and a
 * restart forgets nothing; a request that a crash cut off may be carried out again once its lease is over. Thread-safe.
 */
public final class IdempotencyLedger {

    /** Longer than any request may take. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Clock clock;

    /** What the database has under a key. */
    private record Entry(String requestHash, Instant begunAt, Optional<KeptAnswer> answer) {}

    public IdempotencyLedger(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Begins with a request, unless somebody has. */
    public Turn begin(RequestName name) {
        Instant now = clock.instant();
        return insert(name, now) ? new Turn.Mine() : jdbi.inTransaction(handle -> again(handle, name, now));
    }

    /** Keeps the answer to a request whose turn it was. */
    public void keep(RequestName name, KeptAnswer answer) {
        jdbi.useHandle(handle -> handle.createUpdate("update record_idempotency set status = :status,"
                        + " content_type = :type, location = :location, body = :body where key_hash = :key")
                .bind("status", answer.status())
                .bind("type", answer.contentType())
                .bind("location", answer.location())
                .bind("body", answer.body())
                .bind("key", name.keyHash())
                .execute());
    }

    /** The answer that is kept to a request; empty when there is none, or none any more. */
    public Optional<KeptAnswer> kept(RequestName name) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from record_idempotency where key_hash = :key")
                .bind("key", name.keyHash())
                .map((row, context) -> entry(row))
                .findOne()
                .flatMap(Entry::answer));
    }

    /** Lets go of a request that changed nothing, so that it may be tried again. */
    public void release(RequestName name) {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from record_idempotency where key_hash = :key and status is null")
                        .bind("key", name.keyHash())
                        .execute());
    }

    private boolean insert(RequestName name, Instant now) {
        try {
            return jdbi.withHandle(handle -> handle.createUpdate("insert into record_idempotency"
                                    + " (key_hash, request_hash, begun_at) values (:key, :request, :now)")
                            .bind("key", name.keyHash())
                            .bind("request", name.requestHash())
                            .bind("now", time(now))
                            .execute())
                    == 1;
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    private static Turn again(Handle handle, RequestName name, Instant now) {
        Optional<Entry> entry = handle.createQuery("select * from record_idempotency where key_hash = :key")
                .bind("key", name.keyHash())
                .map((row, context) -> entry(row))
                .findOne();
        if (entry.isEmpty()) {
            // Whoever had begun has let go of it just now; the caller asks again soon.
            return new Turn.InFlight();
        }
        if (!entry.get().requestHash().equals(name.requestHash())) {
            return new Turn.Reused();
        }
        Optional<KeptAnswer> answer = entry.get().answer();
        if (answer.isPresent()) {
            return new Turn.Done(answer.get());
        }
        return takesOver(handle, name, entry.get(), now) ? new Turn.Mine() : new Turn.InFlight();
    }

    /** One of those who come after the lease gets the turn. */
    private static boolean takesOver(Handle handle, RequestName name, Entry entry, Instant now) {
        return entry.begunAt().plus(LEASE).isBefore(now)
                && handle.createUpdate("update record_idempotency set begun_at = :now"
                                        + " where key_hash = :key and begun_at = :begun and status is null")
                                .bind("now", time(now))
                                .bind("key", name.keyHash())
                                .bind("begun", time(entry.begunAt()))
                                .execute()
                        == 1;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        row.getInt("status");
        boolean isUnfinished = row.wasNull();
        return new Entry(
                Objects.requireNonNull(row.getString("request_hash")),
                Objects.requireNonNull(row.getObject("begun_at", OffsetDateTime.class))
                        .toInstant(),
                isUnfinished ? Optional.empty() : Optional.of(answer(row)));
    }

    private static KeptAnswer answer(ResultSet row) throws SQLException {
        return new KeptAnswer(
                row.getInt("status"),
                Objects.requireNonNull(row.getString("content_type")),
                row.getString("location"),
                Objects.requireNonNull(row.getString("body")));
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
