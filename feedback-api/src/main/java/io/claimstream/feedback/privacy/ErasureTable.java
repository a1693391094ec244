package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.privacy.Erasure.Asked;
import io.claimstream.feedback.privacy.Erasure.Decided;
import io.claimstream.feedback.privacy.Erasure.State;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables of erasures and their steps. */
final class ErasureTable {

    private static final String INSERT = "insert into record_erasure (erasure_id, insurer, claimant, reason, asked_by,"
            + " asked_person, asked_at, expires_at, state) values (:id, :insurer, :claimant, :reason, :by, :person, :at,"
            + " :expires, 'WAITING')";

    private ErasureTable() {}

    /**
     * What was done of an erasure.
     *
     * @param at when
     * @param result counts
     */
    record Done(Instant at, JsonNode result) {}

    static void insert(Handle handle, Erasure erasure) {
        handle.createUpdate(INSERT)
                .bind("id", erasure.erasureId())
                .bind("insurer", erasure.subject().insurer())
                .bind("claimant", erasure.subject().pseudonym())
                .bind("reason", erasure.reason())
                .bind("by", erasure.asked().by())
                .bind("person", erasure.asked().person())
                .bind("at", utc(erasure.asked().at()))
                .bind("expires", utc(erasure.expiresAt()))
                .execute();
    }

    static Optional<Erasure> find(Handle handle, String erasureId) {
        return handle.createQuery("select * from record_erasure where erasure_id = :id")
                .bind("id", erasureId)
                .map((row, context) -> erasure(row))
                .findOne();
    }

    /** The one of a claimant that waits, is carried out or is done; there is one at most. */
    static Optional<Erasure> standing(Handle handle, Subject subject, Instant now) {
        return handle
                .createQuery("select * from record_erasure where insurer = :insurer and claimant = :claimant"
                        + " and state <> 'DECLINED'")
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .map((row, context) -> erasure(row))
                .stream()
                .filter(it -> it.state(now) != State.EXPIRED)
                .findFirst();
    }

    /**
     * Erasures, the newest first.
     *
     * @param insurer of one insurer only; null for all
     */
    static List<Erasure> page(Handle handle, @Nullable String insurer, long offset, int limit) {
        var query = handle.createQuery("select * from record_erasure"
                        + (insurer == null ? "" : " where insurer = :insurer")
                        + " order by asked_at desc, erasure_id desc limit :limit offset :offset")
                .bind("limit", limit)
                .bind("offset", offset);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> erasure(row)).list();
    }

    /** Those that were confirmed and are not done, the oldest first. */
    static List<Erasure> open(Handle handle) {
        return handle.createQuery("select * from record_erasure where state = 'CONFIRMED' order by receipt")
                .map((row, context) -> erasure(row))
                .list();
    }

    static void decide(Handle handle, String erasureId, State state, Decided decided, @Nullable Long receipt) {
        handle.createUpdate("update record_erasure set state = :state, decided_by = :by, decided_at = :at,"
                        + " receipt = :receipt where erasure_id = :id and state = 'WAITING'")
                .bind("state", state.name())
                .bind("by", decided.by())
                .bind("at", utc(decided.at()))
                .bind("receipt", receipt)
                .bind("id", erasureId)
                .execute();
    }

    /** Ends it with its receipt; false when somebody else did. */
    static boolean finish(Handle handle, String erasureId, Instant now, Receipt receipt) {
        return handle.createUpdate(
                                "update record_erasure set state = 'DONE', done_at = :now, document = :document,"
                                        + " signature = :signature, key_id = :key where erasure_id = :id and state = 'CONFIRMED'")
                        .bind("now", utc(now))
                        .bind("document", receipt.document())
                        .bind("signature", receipt.signature())
                        .bind("key", receipt.keyId())
                        .bind("id", erasureId)
                        .execute()
                > 0;
    }

    /** An erasure by the number of its receipt. */
    static Optional<Erasure> ofReceipt(Handle handle, long number) {
        return handle.createQuery("select * from record_erasure where receipt = :number")
                .bind("number", number)
                .map((row, context) -> erasure(row))
                .findOne();
    }

    /** The receipt of an erasure that is done. */
    static Optional<Receipt> receipt(Handle handle, String erasureId) {
        return handle.createQuery("select document, signature, key_id from record_erasure where erasure_id = :id"
                        + " and state = 'DONE'")
                .bind("id", erasureId)
                .map((row, context) -> new Receipt(text(row, "document"), text(row, "signature"), text(row, "key_id")))
                .findOne();
    }

    /** What was done of an erasure so far. */
    static Map<Step, Done> steps(Handle handle, String erasureId) {
        Map<Step, Done> steps = new EnumMap<>(Step.class);
        handle.createQuery("select step, done_at, result from record_erasure_step where erasure_id = :id")
                .bind("id", erasureId)
                .map((row, context) -> Map.entry(
                        Step.valueOf(text(row, "step")),
                        new Done(time(row, "done_at"), EventJson.parse(text(row, "result")))))
                .forEach(it -> steps.put(it.getKey(), it.getValue()));
        return steps;
    }

    /** Remembers that a step is done; one that is remembered already stays as it is. */
    static void done(Handle handle, String erasureId, Step step, Done done) {
        handle.createUpdate("insert into record_erasure_step (erasure_id, step, done_at, result)"
                        + " select cast(:id as varchar), cast(:step as varchar), cast(:at as timestamp with time zone),"
                        + " cast(:result as varchar) where not exists (select 1 from record_erasure_step"
                        + " where erasure_id = :id and step = :step)")
                .bind("id", erasureId)
                .bind("step", step.name())
                .bind("at", utc(done.at()))
                .bind("result", EventJson.format(done.result()))
                .execute();
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        @Nullable String by = row.getString("decided_by");
        long receipt = row.getLong("receipt");
        boolean hasReceipt = !row.wasNull();
        @Nullable OffsetDateTime doneAt = row.getObject("done_at", OffsetDateTime.class);
        return new Erasure(
                text(row, "erasure_id"),
                new Subject(text(row, "insurer"), text(row, "claimant")),
                text(row, "reason"),
                new Asked(text(row, "asked_by"), row.getString("asked_person"), time(row, "asked_at")),
                time(row, "expires_at"),
                State.valueOf(text(row, "state")),
                by == null ? null : new Decided(by, time(row, "decided_at")),
                hasReceipt ? receipt : null,
                doneAt == null ? null : doneAt.toInstant());
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
