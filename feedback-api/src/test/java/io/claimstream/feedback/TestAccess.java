package io.claimstream.feedback;

import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.PasswordResets;
import io.claimstream.feedback.account.Passwords;
import io.claimstream.feedback.account.Sessions;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.http.AccessPorts;
import io.claimstream.feedback.http.People;
import io.claimstream.feedback.http.RateLimits;
import io.claimstream.feedback.limit.Quota;
import io.claimstream.feedback.limit.RateLimiter;
import io.claimstream.feedback.queue.SignedIn;
import io.claimstream.platform.database.Database;
import java.time.Clock;
import java.time.Duration;

/** What tells who may ask, for tests: a gate of their own, whose persons are remembered, everything else in a database. */
public final class TestAccess {

    private TestAccess() {}

    public static AccessPorts of(Database database, Clock clock, Gate gate) {
        AuditTrail audit = new AuditTrail(database.jdbi(), clock);
        return new AccessPorts(
                new SignedIn(database.jdbi(), clock).remembering(gate),
                new KeyRegister(database.jdbi(), audit, clock),
                audit,
                unlimited(clock),
                people(database, audit, clock),
                new Approvals(database.jdbi(), audit, clock, false));
    }

    /** Accounts and sessions in the database: 30 minutes idle, 12 hours at most, 5 wrong passwords an account and 15 an address. */
    public static People people(Database database, AuditTrail audit, Clock clock) {
        Passwords passwords = new Passwords();
        return new People(
                new Accounts(database.jdbi(), audit, clock, passwords),
                new Invitations(database.jdbi(), audit, clock, passwords),
                new PasswordResets(database.jdbi(), audit, clock, passwords),
                new Sessions(
                        database.jdbi(),
                        audit,
                        clock,
                        new Sessions.Lifetime(Duration.ofMinutes(30), Duration.ofHours(12))),
                new RateLimiter(new Quota("sign-in", 5, Duration.ofMinutes(15)), clock),
                new RateLimiter(new Quota("sign-in-address", 15, Duration.ofMinutes(15)), clock),
                false);
    }

    /** As often as wanted. */
    public static RateLimits unlimited(Clock clock) {
        Quota any = new Quota("any", 0, Duration.ofMinutes(1));
        return RateLimits.of(any, any, any, clock);
    }
}
