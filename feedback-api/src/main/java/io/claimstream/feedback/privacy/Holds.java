package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.seal.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Legal holds. Each change and its entry in the audit trail are one transaction. Thread-safe. */
public final class Holds {

    /** Address of holds, below which each has its own. */
    public static final String ADDRESS = "/v1/privacy/holds";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;

    Holds(Jdbi jdbi, AuditTrail audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Those in force, the oldest first.
     *
     * @param insurer of one insurer only; null for all
     */
    public List<Hold> list(@Nullable String insurer) {
        Instant now = clock.instant();
        return jdbi
                .withHandle(handle -> {
                    var query = handle.createQuery("select * from record_legal_hold where released_at is null"
                            + (insurer == null ? "" : " and insurer = :insurer") + " order by set_at, hold_id");
                    if (insurer != null) {
                        query.bind("insurer", insurer);
                    }
                    return query.map((row, context) -> hold(row)).list();
                })
                .stream()
                .filter(it -> it.isInForce(now))
                .toList();
    }

    /**
     * Sets one.
     *
     * @param endsAt when it ends by itself; null for never
     * @throws PrivacyRefusedException when the claimant is not known, or is being erased or was
     */
    public Hold set(Act act, Subject subject, String reason, @Nullable Instant endsAt) {
        return ReceiptNumbers.locked(jdbi, handle -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (ErasureTable.standing(handle, subject, now)
                    .filter(it -> it.receipt() != null)
                    .isPresent()) {
                throw new PrivacyRefusedException(
                        PrivacyRefusal.SUBJECT_ERASED, "Expected a claimant whose erasure is not confirmed.");
            }
            if (!Subjects.isKnown(handle, subject)) {
                throw new PrivacyRefusedException(
                        PrivacyRefusal.SUBJECT_NOT_FOUND, "Expected a claimant of whom something is known.");
            }
            Hold hold = new Hold(
                    "lh_" + UUID.randomUUID(),
                    subject,
                    reason,
                    endsAt,
                    act.caller().name(),
                    now,
                    null,
                    null);
            insert(handle, hold);
            audit.add(
                    handle,
                    act.done(
                            AuditAction.LEGAL_HOLD_SET,
                            ADDRESS + "/" + hold.holdId(),
                            subject.insurer(),
                            States.made(state(hold))));
            return hold;
        });
    }

    /**
     * Lifts one.
     *
     * @throws PrivacyRefusedException when there is none in force that the caller serves
     */
    public Hold release(Act act, String holdId) {
        return ReceiptNumbers.locked(jdbi, handle -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Hold hold = handle.createQuery("select * from record_legal_hold where hold_id = :id")
                    .bind("id", holdId)
                    .map((row, context) -> hold(row))
                    .findOne()
                    .filter(it -> act.caller().serves(it.subject().insurer()) && it.isInForce(now))
                    .orElseThrow(() -> new PrivacyRefusedException(
                            PrivacyRefusal.LEGAL_HOLD_NOT_FOUND, "Expected a legal hold that is in force."));
            handle.createUpdate("update record_legal_hold set released_by = :by, released_at = :at where hold_id = :id")
                    .bind("by", act.caller().name())
                    .bind("at", ErasureTable.utc(now))
                    .bind("id", holdId)
                    .execute();
            LiftedProtection.note(
                    handle, hold.subject().insurer(), hold.subject().pseudonym(), act.caller(), now);
            audit.add(
                    handle,
                    act.done(
                            AuditAction.LEGAL_HOLD_RELEASED,
                            ADDRESS + "/" + holdId,
                            hold.subject().insurer(),
                            new States(state(hold), null)));
            return new Hold(
                    holdId,
                    hold.subject(),
                    hold.reason(),
                    hold.endsAt(),
                    hold.setBy(),
                    hold.setAt(),
                    act.caller().name(),
                    now);
        });
    }

    /** The first that keeps a claimant from being erased. */
    static Optional<Hold> inForce(Handle handle, Subject subject, Instant now) {
        return handle
                .createQuery("select * from record_legal_hold where insurer = :insurer and claimant = :claimant"
                        + " and released_at is null order by set_at, hold_id")
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .map((row, context) -> hold(row))
                .stream()
                .filter(it -> it.isInForce(now))
                .findFirst();
    }

    private static void insert(Handle handle, Hold hold) {
        @Nullable Instant endsAt = hold.endsAt();
        handle.createUpdate(
                        "insert into record_legal_hold (hold_id, insurer, claimant, reason, ends_at, set_by, set_at)"
                                + " values (:id, :insurer, :claimant, :reason, :ends, :by, :at)")
                .bind("id", hold.holdId())
                .bind("insurer", hold.subject().insurer())
                .bind("claimant", hold.subject().pseudonym())
                .bind("reason", hold.reason())
                .bind("ends", endsAt == null ? null : ErasureTable.utc(endsAt))
                .bind("by", hold.setBy())
                .bind("at", ErasureTable.utc(hold.setAt()))
                .execute();
    }

    private static ObjectNode state(Hold hold) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", hold.subject().insurer())
                .put("claimant", hold.subject().pseudonym());
        return hold.endsAt() == null ? json : json.put("endsAt", hold.endsAt().toString());
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                ErasureTable.text(row, "hold_id"),
                new Subject(ErasureTable.text(row, "insurer"), ErasureTable.text(row, "claimant")),
                ErasureTable.text(row, "reason"),
                timeOrNull(row, "ends_at"),
                ErasureTable.text(row, "set_by"),
                ErasureTable.time(row, "set_at"),
                row.getString("released_by"),
                timeOrNull(row, "released_at"));
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
