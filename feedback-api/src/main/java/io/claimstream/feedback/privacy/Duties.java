package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Duties to keep records, one for each insurer at most; none by default. Each change and its entry in the audit trail are one transaction. Thread-safe. */
public final class Duties {

    /** Address of duties, below which each insurer has its own. */
    public static final String ADDRESS = "/v1/privacy/retention-duties";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;

    Duties(Jdbi jdbi, AuditTrail audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * By insurer.
     *
     * @param insurer of one insurer only; null for all
     */
    public List<Duty> list(@Nullable String insurer) {
        return jdbi.withHandle(handle -> all(handle, insurer));
    }

    /** Sets the duty of an insurer, in place of an earlier one. */
    public Duty set(Act act, String insurer, int days, String reason) {
        return ReceiptNumbers.locked(jdbi, handle -> {
            Optional<Duty> before = of(handle, insurer);
            Duty duty = new Duty(
                    insurer, days, reason, act.caller().name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            delete(handle, insurer);
            if (before.filter(it -> it.days() > days).isPresent()) {
                LiftedProtection.note(handle, insurer, null, act.caller(), duty.setAt());
            }
            handle.createUpdate("insert into record_retention_duty (insurer, days, reason, set_by, set_at)"
                            + " values (:insurer, :days, :reason, :by, :at)")
                    .bind("insurer", insurer)
                    .bind("days", days)
                    .bind("reason", reason)
                    .bind("by", duty.setBy())
                    .bind("at", ErasureTable.utc(duty.setAt()))
                    .execute();
            audit.add(
                    handle,
                    act.done(
                            AuditAction.RETENTION_DUTY_SET,
                            ADDRESS + "/" + insurer,
                            insurer,
                            new States(before.map(Duties::state).orElse(null), state(duty))));
            return duty;
        });
    }

    /**
     * Ends the duty of an insurer.
     *
     * @throws PrivacyRefusedException when there is none
     */
    public void end(Act act, String insurer) {
        var unused = ReceiptNumbers.locked(jdbi, handle -> {
            Duty before = of(handle, insurer)
                    .orElseThrow(() -> new PrivacyRefusedException(
                            PrivacyRefusal.RETENTION_DUTY_NOT_FOUND,
                            "Expected an insurer with a duty to keep records."));
            LiftedProtection.note(handle, insurer, null, act.caller(), clock.instant());
            audit.add(
                    handle,
                    act.done(
                            AuditAction.RETENTION_DUTY_ENDED,
                            ADDRESS + "/" + insurer,
                            insurer,
                            new States(state(before), null)));
            return delete(handle, insurer);
        });
    }

    static Optional<Duty> of(Handle handle, String insurer) {
        return all(handle, insurer).stream().findFirst();
    }

    private static List<Duty> all(Handle handle, @Nullable String insurer) {
        var query = handle.createQuery("select * from record_retention_duty"
                + (insurer == null ? "" : " where insurer = :insurer") + " order by insurer");
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> new Duty(
                        ErasureTable.text(row, "insurer"),
                        row.getInt("days"),
                        ErasureTable.text(row, "reason"),
                        ErasureTable.text(row, "set_by"),
                        ErasureTable.time(row, "set_at")))
                .list();
    }

    private static int delete(Handle handle, String insurer) {
        return handle.createUpdate("delete from record_retention_duty where insurer = :insurer")
                .bind("insurer", insurer)
                .execute();
    }

    private static ObjectNode state(Duty duty) {
        return JsonNodeFactory.instance.objectNode().put("days", duty.days());
    }
}
