package io.claimstream.feedback.billing;

import io.claimstream.feedback.audit.AuditTrail;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/**
 * All of billing. Thread-safe.
 *
 * @param meter counts scores
 * @param rates what they cost
 * @param invoices what was billed
 */
public record Billing(Meter meter, Rates rates, Invoices invoices) {

    /** Billing on a database. */
    public static Billing of(Jdbi jdbi, AuditTrail audit, Clock clock) {
        return new Billing(new Meter(jdbi), new Rates(jdbi, audit, clock), new Invoices(jdbi, audit, clock));
    }
}
