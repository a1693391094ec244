package io.claimstream.feedback.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.Joined.Outcome;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Invitations to have an account. Each change and its entry in the audit trail are one transaction. Thread-safe. */
public final class Invitations {

    /** How long the first administrator has. */
    public static final Duration FIRST_INVITATION = Duration.ofDays(7);

    /** SQLSTATE of a row that is there already: two took the same login at once. */
    private static final String UNIQUE = "23505";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Passwords passwords;

    public Invitations(Jdbi jdbi, AuditTrail audit, Clock clock, Passwords passwords) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Invites the first administrator, when there never was an account or an invitation. */
    public Optional<Invitation.Issued> inviteFirst() {
        return jdbi.inTransaction(handle -> AccountTable.isEmpty(handle) && InvitationTable.isEmpty(handle)
                ? Optional.of(issue(handle, "first start", new Scope(Role.ADMINISTRATOR, null), FIRST_INVITATION))
                : Optional.empty());
    }

    /** Invites someone; the link works once, until it expires. */
    public Invitation.Issued invite(Act act, Scope scope, Duration validFor) {
        return jdbi.inTransaction(handle -> {
            Invitation.Issued issued = issue(handle, act.caller().name(), scope, validFor);
            audit.add(
                    handle,
                    act.done(
                            AuditAction.USER_INVITED,
                            "/v1/invitations/" + issued.invitation().invitationId(),
                            scope.insurer(),
                            States.made(Accounts.state(scope))));
            return issued;
        });
    }

    private Invitation.Issued issue(Handle handle, String by, Scope scope, Duration validFor) {
        Token token = Token.random("ci_");
        Instant now = now();
        Invitation invitation = new Invitation("i_" + token.shortHash(), scope, now, by, now.plus(validFor));
        InvitationTable.insert(handle, invitation, token);
        return new Invitation.Issued(invitation, token.text());
    }

    /** The invitation of a token, while it can be taken up. */
    public Optional<Invitation> find(String token) {
        return jdbi.inTransaction(handle -> InvitationTable.open(handle, new Token(token), now()));
    }

    /**
     * Takes an invitation up.
     *
     * @throws BusyException when too many passwords wait
     */
    public Joined join(String token, NewUser wanted, String traceId) {
        if (find(token).isEmpty()) {
            return new Joined(Outcome.NO_INVITATION, null);
        }
        String hash = passwords.hash(wanted.password());
        try {
            return join(new Token(token), wanted, hash, traceId);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE.equals(cause.getSQLState())) {
                return new Joined(Outcome.LOGIN_TAKEN, null);
            }
            throw e;
        }
    }

    private Joined join(Token token, NewUser wanted, String hash, String traceId) {
        return jdbi.inTransaction(handle -> {
            Optional<Invitation> invitation = InvitationTable.open(handle, token, now());
            if (invitation.isEmpty()) {
                return new Joined(Outcome.NO_INVITATION, null);
            }
            if (AccountTable.ofLogin(handle, wanted.login()).isPresent()) {
                return new Joined(Outcome.LOGIN_TAKEN, null);
            }
            User user = new User(
                    "u_" + Token.random("").shortHash(),
                    wanted.login(),
                    wanted.displayName(),
                    invitation.get().scope(),
                    now(),
                    null);
            AccountTable.insert(handle, user, hash);
            InvitationTable.used(handle, invitation.get(), now());
            ObjectNode made = Accounts.state(user.scope())
                    .put("invitationId", invitation.get().invitationId());
            audit.add(
                    handle,
                    new Act(user.caller(), traceId)
                            .done(
                                    AuditAction.USER_JOINED,
                                    Accounts.address(user),
                                    user.scope().insurer(),
                                    States.made(made)));
            return new Joined(Outcome.DONE, user);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
