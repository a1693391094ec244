package io.claimstream.feedback.batch;

import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Batches and their lines in the database. Thread-safe. */
final class BatchTable {

    /** Longer than a chunk of lines may take. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Clock clock;

    BatchTable(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Whose turn a batch is. */
    enum Turn {
        MINE,
        DONE,
        IN_FLIGHT,
        REUSED
    }

    /** A batch, and whose turn it is. */
    record Begun(String batchId, Turn turn) {}

    /** Begins a batch, unless the same one has been; goes on with one that was cut off. */
    Begun begin(String batchId, BatchRequest request, String bodyHash, int lines) {
        return insert(batchId, request, bodyHash, lines)
                ? new Begun(batchId, Turn.MINE)
                : jdbi.inTransaction(handle -> again(handle, request.keyHash().orElseThrow(), bodyHash));
    }

    private boolean insert(String batchId, BatchRequest request, String bodyHash, int lines) {
        Instant now = clock.instant();
        try {
            return jdbi.withHandle(handle -> handle.createUpdate("insert into record_batch (batch_id, insurer, actor,"
                                    + " format, key_hash, body_hash, lines, begun_at, lease_until) values"
                                    + " (:id, :insurer, :actor, :format, :key, :body, :lines, :now, :lease)")
                            .bind("id", batchId)
                            .bind("insurer", request.insurer())
                            .bind("actor", request.actor())
                            .bind("format", request.format().name())
                            .bind("key", request.keyHash().orElse(null))
                            .bind("body", bodyHash)
                            .bind("lines", lines)
                            .bind("now", time(now))
                            .bind("lease", time(now.plus(LEASE)))
                            .execute())
                    == 1;
        } catch (UnableToExecuteStatementException e) {
            if (request.keyHash().isPresent() && UniqueViolation.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The row that has the key. One of those who come after the lease gets the turn. */
    private Begun again(Handle handle, String keyHash, String bodyHash) {
        Instant now = clock.instant();
        return handle.createQuery("select * from record_batch where key_hash = :key")
                .bind("key", keyHash)
                .map((row, context) -> {
                    Batch batch = BatchRows.batch(row);
                    boolean isSame = bodyHash.equals(row.getString("body_hash"));
                    Turn turn = batch.endedAt() != null ? Turn.DONE : Turn.IN_FLIGHT;
                    return new Taken(batch, isSame ? turn : Turn.REUSED);
                })
                .findOne()
                .map(it -> it.turn() == Turn.IN_FLIGHT
                                && !now.isBefore(it.batch().leaseUntil())
                                && takesOver(handle, it.batch(), now)
                        ? new Begun(it.batch().batchId(), Turn.MINE)
                        : new Begun(it.batch().batchId(), it.turn()))
                .orElseThrow();
    }

    private record Taken(Batch batch, Turn turn) {}

    private static boolean takesOver(Handle handle, Batch batch, Instant now) {
        return handle.createUpdate("update record_batch set lease_until = :until"
                                + " where batch_id = :id and lease_until = :lease and ended_at is null")
                        .bind("until", time(now.plus(LEASE)))
                        .bind("id", batch.batchId())
                        .bind("lease", time(batch.leaseUntil()))
                        .execute()
                == 1;
    }

    /** Those of some lines that are done already. */
    Set<Integer> known(String batchId, int from, int to) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select line from record_batch_line" + " where batch_id = :id and line between :from and :to")
                .bind("id", batchId)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Integer.class)
                .set());
    }

    /** Writes lines that are done, and says that there will be more. */
    void add(String batchId, List<DoneLine> lines) {
        jdbi.useTransaction(handle -> {
            PreparedBatch rows = handle.prepareBatch("insert into record_batch_line (batch_id, line, insurer, claim_id,"
                    + " revision, content_hash, submitted_partition, submitted_offset, problems) values"
                    + " (:id, :line, :insurer, :claim, :revision, :hash, :partition, :offset, :problems)");
            lines.forEach(line -> BatchRows.bind(rows, batchId, line).add());
            if (!lines.isEmpty()) {
                rows.execute();
            }
            lease(handle, batchId, clock.instant().plus(LEASE));
        });
    }

    /** Nobody works on the batch any longer: whoever comes with the same request goes on. */
    void release(String batchId) {
        jdbi.useHandle(handle -> lease(handle, batchId, clock.instant()));
    }

    /** Every line is done. */
    void end(String batchId) {
        jdbi.useHandle(handle -> handle.createUpdate("update record_batch set ended_at = :now where batch_id = :id")
                .bind("now", time(clock.instant()))
                .bind("id", batchId)
                .execute());
    }

    Optional<Batch> find(String batchId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from record_batch where batch_id = :id")
                .bind("id", batchId)
                .map((row, context) -> BatchRows.batch(row))
                .findOne());
    }

    private static void lease(Handle handle, String batchId, Instant until) {
        handle.createUpdate("update record_batch set lease_until = :until where batch_id = :id")
                .bind("until", time(until))
                .bind("id", batchId)
                .execute();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
