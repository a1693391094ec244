package io.claimstream.feedback;

import io.claimstream.feedback.access.ApiKeys;
import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.access.oidc.TokenGate;
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
import io.claimstream.feedback.limit.RateLimiter;
import io.claimstream.feedback.queue.SignedIn;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What tells who may ask, in a running feedback-api. Thread-safe. */
final class RunningAccess {

    private final Jdbi jdbi;
    private final AccessConfig config;
    private final Clock clock;
    private final AuditTrail audit;
    private final Accounts accounts;
    private final Invitations invitations;
    private final PasswordResets resets;

    RunningAccess(Jdbi jdbi, AccessConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.clock = clock;
        this.audit = new AuditTrail(jdbi, clock);
        Passwords passwords = new Passwords();
        this.accounts = new Accounts(jdbi, audit, clock, passwords);
        this.invitations = new Invitations(jdbi, audit, clock, passwords);
        this.resets = new PasswordResets(jdbi, audit, clock, passwords);
    }

    AuditTrail audit() {
        return audit;
    }

    /** What waits for a second person, and who may be one. */
    Approvals approvals() {
        return new Approvals(jdbi, audit, clock, config.fourEyes());
    }

    AccessPorts ports(ApiKeys keys) {
        AccessConfig.Rates rates = config.rates();
        return new AccessPorts(
                gate(keys),
                new KeyRegister(jdbi, audit, clock),
                audit,
                RateLimits.of(rates.key(), rates.address(), rates.failures(), clock),
                new People(
                        accounts,
                        invitations,
                        resets,
                        new Sessions(jdbi, audit, clock, config.sessions()),
                        new RateLimiter(rates.signIns(), clock),
                        new RateLimiter(rates.addressSignIns(), clock),
                        config.secureCookies()),
                approvals());
    }

    /**
     * Where the first administrator's account is made; empty when it was offered before.
     *
     * @param api address by which the API is reached
     */
    Optional<String> inviteFirst(URI api) {
        return invitations.inviteFirst().map(issued -> api.resolve("/v1/invitations/" + issued.token())
                .toString());
    }

    private Gate gate(ApiKeys keys) {
        return config.oidc()
                .map(oidc -> new SignedIn(jdbi, clock).remembering(new TokenGate(oidc, clock)))
                .<Gate>map(tokens -> presented -> keys.caller(presented).or(() -> tokens.caller(presented)))
                .orElse(keys);
    }
}
