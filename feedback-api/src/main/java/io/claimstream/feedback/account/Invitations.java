package io.claimstream.feedback.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.Invitation.State;
import io.claimstream.feedback.account.Joined.Outcome;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Invitations to have an account. Each change and its entry in the audit trail are one transaction. Thread-safe. */
public final class Invitations {

    /** How long the first administrator has. */
    public static final Duration FIRST_INVITATION = Duration.ofDays(7);

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
                            address(issued.invitation()),
                            scope.insurer(),
                            States.made(Accounts.state(scope))));
            return issued;
        });
    }

    private Invitation.Issued issue(Handle handle, String by, Scope scope, Duration validFor) {
        Token token = Token.random("ci_");
        Instant now = now();
        Invitation invitation =
                new Invitation("i_" + token.shortHash(), scope, now, by, now.plus(validFor), null, null);
        InvitationTable.insert(handle, invitation, token);
        return new Invitation.Issued(invitation, token.text());
    }

    /** The invitation of a token, open or not. */
    public Optional<Invitation> find(String token) {
        return jdbi.withHandle(handle -> InvitationTable.ofToken(handle, new Token(token)));
    }

    /**
     * Open invitations that the caller may see, in the order of their ids.
     *
     * @param after the id of the last one seen; blank to begin
     */
    public List<Invitation> list(Caller caller, String after, int limit) {
        return jdbi.withHandle(handle -> InvitationTable.open(handle, caller.insurer(), after, limit, now()));
    }

    /** What came of taking an invitation back. */
    public enum Revoked {
        /** It is not open, since now or before. */
        DONE,
        NOT_FOUND,
        /** Someone has an account by it. */
        TAKEN_UP
    }

    /** Takes an invitation back. */
    public Revoked revoke(Act act, String invitationId) {
        return jdbi.inTransaction(handle -> {
            Optional<Invitation> found = InvitationTable.locked(handle, invitationId)
                    .filter(it -> act.caller().serves(it.scope().insurer()));
            if (found.isEmpty()) {
                return Revoked.NOT_FOUND;
            }
            State state = found.get().state(now());
            if (state == State.OPEN) {
                revoke(handle, act, found.get());
            }
            return state == State.TAKEN_UP ? Revoked.TAKEN_UP : Revoked.DONE;
        });
    }

    private void revoke(Handle handle, Act act, Invitation invitation) {
        InvitationTable.revoked(handle, invitation, now());
        audit.add(
                handle,
                act.done(
                        AuditAction.INVITATION_REVOKED,
                        address(invitation),
                        invitation.scope().insurer(),
                        new States(Accounts.state(invitation.scope()), null)));
    }

    private static String address(Invitation invitation) {
        return "/v1/invitations/" + invitation.invitationId();
    }

    /**
     * Takes an invitation up.
     *
     * @throws BusyException when too many passwords wait
     */
    public Joined join(String token, NewUser wanted, String traceId) {
        if (find(token).filter(this::isOpen).isEmpty()) {
            return new Joined(Outcome.NO_INVITATION, null);
        }
        String hash = passwords.hash(wanted.password());
        try {
            return join(new Token(token), wanted, hash, traceId);
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.caused(e)) {
                return new Joined(Outcome.LOGIN_TAKEN, null);
            }
            throw e;
        }
    }

    private Joined join(Token token, NewUser wanted, String hash, String traceId) {
        return jdbi.inTransaction(handle -> {
            Optional<Invitation> invitation = InvitationTable.ofToken(handle, token)
                    .flatMap(it -> InvitationTable.locked(handle, it.invitationId()))
                    .filter(this::isOpen);
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

    private boolean isOpen(Invitation invitation) {
        return invitation.state(now()) == State.OPEN;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
