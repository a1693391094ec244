package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.billing.Billing;
import io.claimstream.platform.database.Database;
import java.time.Clock;

/** Billing for tests. */
public final class TestBilling {

    private TestBilling() {}

    public static Billing of(Database database, Clock clock) {
        return Billing.of(database.jdbi(), new AuditTrail(database.jdbi(), clock), clock);
    }
}
