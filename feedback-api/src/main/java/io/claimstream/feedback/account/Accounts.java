package io.claimstream.feedback.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The accounts of people: by invitation only. Each change and its entry in the audit trail are one transaction. Accounts of an insurer that the caller
 * does not serve are to the caller as if they were not there. Thread-safe.
 */
public final class Accounts {

    /** How long the first administrator has. */
    public static final Duration FIRST_INVITATION = Duration.ofDays(7);

    /** SQLSTATE of a row that is there already: two took the same login at once. */
    private static final String UNIQUE = "23505";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    public Accounts(Jdbi jdbi, AuditTrail audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a text may be a password; the login must not be in it. */
    public static boolean isPassword(String text, String login) {
        return text.length() >= Passwords.LEAST_CHARACTERS
                && text.length() <= Passwords.MOST_CHARACTERS
                && (login.isEmpty() || !text.toLowerCase(Locale.ROOT).contains(login));
    }

    /** Invites the first administrator, when there never was an account or an invitation. */
    public Optional<Invitation.Issued> inviteFirst() {
        return jdbi.inTransaction(handle -> AccountTable.isUntouched(handle)
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
                            States.made(state(scope))));
            return issued;
        });
    }

    private Invitation.Issued issue(Handle handle, String by, Scope scope, Duration validFor) {
        Token token = Token.random("ci_");
        Instant now = now();
        Invitation invitation = new Invitation("i_" + token.shortHash(), scope, now, by, now.plus(validFor));
        AccountTable.insert(handle, invitation, token);
        return new Invitation.Issued(invitation, token.text());
    }

    /** What a person is let in for now; empty for one who is not, or never was. */
    public Optional<Scope> scope(String userId) {
        return jdbi.withHandle(handle -> AccountTable.user(handle, userId))
                .filter(it -> it.deactivatedAt() == null)
                .map(User::scope);
    }

    /** The invitation of a token, while it can be taken up. */
    public Optional<Invitation> invitation(String token) {
        return jdbi.inTransaction(handle -> AccountTable.open(handle, new Token(token), now()));
    }

    /**
     * Takes an invitation up.
     *
     * @throws BusyException when too many passwords wait
     */
    public Joined join(String token, NewUser wanted, String traceId) {
        if (invitation(token).isEmpty()) {
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
            Optional<Invitation> invitation = AccountTable.open(handle, token, now());
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
            AccountTable.used(handle, invitation.get(), now());
            ObjectNode made =
                    state(user.scope()).put("invitationId", invitation.get().invitationId());
            audit.add(
                    handle,
                    new Act(user.caller(), traceId)
                            .done(
                                    AuditAction.USER_JOINED,
                                    address(user),
                                    user.scope().insurer(),
                                    States.made(made)));
            return new Joined(Outcome.DONE, user);
        });
    }

    /**
     * The person who has that login and password. It takes as long when there is no such account.
     *
     * @throws BusyException when too many passwords wait
     */
    public Optional<User> signIn(String login, String password) {
        Optional<User> user =
                jdbi.withHandle(handle -> AccountTable.ofLogin(handle, login)).filter(it -> it.deactivatedAt() == null);
        if (user.isEmpty()) {
            passwords.pretend(password);
            return Optional.empty();
        }
        return user.filter(it -> isPasswordOf(it, password));
    }

    /** Whether that is the person's password. */
    public boolean isPasswordOf(User user, String password) {
        return passwords.matches(password, jdbi.withHandle(handle -> AccountTable.passwordHash(handle, user.userId())));
    }

    /** Gives a person another password, and ends its sessions but the one named. */
    public void changePassword(Act act, User user, String password, String keptSession) {
        String hash = passwords.hash(password);
        jdbi.useTransaction(handle -> {
            AccountTable.setPassword(handle, user.userId(), hash);
            SessionTable.endAllBut(handle, user.userId(), new Token(keptSession));
            audit.add(
                    handle,
                    act.done(
                            AuditAction.PASSWORD_CHANGED,
                            address(user),
                            user.scope().insurer(),
                            States.none()));
        });
    }

    /**
     * Accounts that the caller may see, in the order of their ids.
     *
     * @param after the id of the last one seen; blank to begin
     */
    public List<User> list(Caller caller, String after, int limit) {
        return jdbi.withHandle(handle -> AccountTable.page(handle, caller.insurer(), after, limit));
    }

    /**
     * Lets a person in no more, and ends its sessions; once it was done, nothing changes.
     *
     * @return whether there is such a person
     */
    public boolean deactivate(Act act, String userId) {
        return jdbi.inTransaction(handle -> {
            Optional<User> user = AccountTable.user(handle, userId)
                    .filter(it -> act.caller().serves(it.scope().insurer()));
            user.filter(it -> it.deactivatedAt() == null).ifPresent(it -> deactivate(handle, act, it));
            return user.isPresent();
        });
    }

    private void deactivate(Handle handle, Act act, User user) {
        AccountTable.deactivate(handle, user.userId(), now());
        SessionTable.endAll(handle, user.userId());
        audit.add(
                handle,
                act.done(
                        AuditAction.USER_CHANGED,
                        address(user),
                        user.scope().insurer(),
                        new States(
                                state(user.scope()).put("active", true),
                                state(user.scope()).put("active", false))));
    }

    private static ObjectNode state(Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", scope.role().name());
        if (scope.insurer() != null) {
            json.put("insurer", scope.insurer());
        }
        return json;
    }

    private static String address(User user) {
        return "/v1/users/" + user.userId();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
