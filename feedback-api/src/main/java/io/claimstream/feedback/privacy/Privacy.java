package io.claimstream.feedback.privacy;

import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.view.ErasedClaims;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.platform.seal.SubjectKeys;
import java.time.Clock;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * All of privacy. Thread-safe.
 *
 * @param erasures asked for and confirmed
 * @param holds keep claimants from being erased
 * @param duties keep records of an insurer's claims from being erased
 * @param runner carries erasures out
 * @param claims tells whose claims are not shown
 * @param key signs receipts; read, or made, each time
 */
public record Privacy(
        Erasures erasures,
        Holds holds,
        Duties duties,
        ErasureRunner runner,
        ErasedClaims claims,
        Supplier<ReceiptKey> key) {

    /** What it works on. */
    public record Parts(Jdbi jdbi, AuditTrail audit, Approvals people, SubjectKeys keys, ReadModel readModel) {}

    /** Privacy on a database; nothing is carried out before the runner is started. */
    public static Privacy of(Parts parts, ErasureWorld world, Supplier<ReceiptKey> key, Clock clock) {
        ErasureWork work = new ErasureWork(parts.jdbi(), parts.keys(), world, parts.readModel(), clock);
        ReceiptKeys keys = new ReceiptKeys(parts.jdbi(), key, clock);
        ErasureRunner runner = new ErasureRunner(parts.jdbi(), parts.audit(), work, keys, clock);
        return new Privacy(
                new Erasures(
                        parts.jdbi(), parts.audit(), parts.people(), keys, world::hasErasures, clock, runner::nudge),
                new Holds(parts.jdbi(), parts.audit(), clock),
                new Duties(parts.jdbi(), parts.audit(), clock),
                runner,
                new ErasedClaims(parts.jdbi()),
                key);
    }
}
