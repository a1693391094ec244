package io.claimstream.feedback.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.AccountChange.Outcome;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The accounts of people, made by {@link Invitations}. Each change and its entry in the audit trail are one transaction. Accounts of an insurer that the caller
 * does not serve are to the caller as if they were not there. Thread-safe.
 */
public final class Accounts {

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Passwords passwords;

    public Accounts(Jdbi jdbi, AuditTrail audit, Clock clock, Passwords passwords) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Whether a text may be a password; the login must not be in it. */
    public static boolean isPassword(String text, String login) {
        return text.length() >= Passwords.LEAST_CHARACTERS
                && text.length() <= Passwords.MOST_CHARACTERS
                && (login.isEmpty() || !text.toLowerCase(Locale.ROOT).contains(login));
    }

    /** What a person is let in for now; empty for one who is not, or never was. */
    public Optional<Scope> scope(String userId) {
        return jdbi.withHandle(handle -> AccountTable.user(handle, userId))
                .filter(it -> it.deactivatedAt() == null)
                .map(User::scope);
    }

    /** The person of an id. Logins are not looked at: whoever chooses one never passes for the person whose id it is. */
    public Optional<User> ofId(String userId) {
        return jdbi.withHandle(handle -> AccountTable.user(handle, userId));
    }

    /** The person of an id, else of a login. */
    public Optional<User> find(String loginOrId) {
        return jdbi.withHandle(handle -> AccountTable.user(handle, loginOrId)
                .or(() -> AccountTable.ofLogin(handle, loginOrId.toLowerCase(Locale.ROOT))));
    }

    /**
     * The person who has that login and password. It takes as long when there is no such account.
     *
     * @throws BusyException when too many passwords wait
     */
    public Optional<Verified> signIn(String login, String password) {
        Optional<User> user =
                jdbi.withHandle(handle -> AccountTable.ofLogin(handle, login)).filter(it -> it.deactivatedAt() == null);
        if (user.isEmpty()) {
            passwords.pretend(password);
            return Optional.empty();
        }
        return verify(user.get(), password);
    }

    /**
     * The person, if that is their password.
     *
     * @throws BusyException when too many passwords wait
     */
    public Optional<Verified> verify(User user, String password) {
        String hash = jdbi.withHandle(handle -> AccountTable.passwordHash(handle, user.userId()));
        return passwords.matches(password, hash) ? Optional.of(new Verified(user, hash)) : Optional.empty();
    }

    /**
     * Gives a person another password, and ends its sessions but the one named, and its open link for a reset.
     *
     * @return false when the password that was checked stands no more, and nothing was done
     * @throws BusyException when too many passwords wait
     */
    public boolean changePassword(Act act, Verified verified, String password, String keptSession) {
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            Optional<User> found = AccountTable.locked(handle, verified);
            found.ifPresent(it -> change(handle, act, it, hash, new Token(keptSession)));
            return found.isPresent();
        });
    }

    private void change(Handle handle, Act act, User user, String hash, Token kept) {
        AccountTable.setPassword(handle, user.userId(), hash);
        PasswordResetTable.endAll(handle, user.userId(), now());
        SessionTable.endAllBut(handle, user.userId(), kept);
        audit.add(
                handle,
                act.done(
                        AuditAction.PASSWORD_CHANGED,
                        address(user),
                        user.scope().insurer(),
                        States.none()));
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
     * @return never {@link Outcome#DEACTIVATED}
     */
    public AccountChange deactivate(Act act, String userId) {
        return change(act, userId, (handle, user) -> {
            if (user.deactivatedAt() == null) {
                deactivate(handle, act, user);
            }
            return Outcome.DONE;
        });
    }

    private void deactivate(Handle handle, Act act, User user) {
        AccountTable.deactivate(handle, user.userId(), now());
        PasswordResetTable.endAll(handle, user.userId(), now());
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

    /** Gives a person another role, within the insurer that they are let in for. It holds from their next request on; keys that they made stay as they are. */
    public AccountChange changeRole(Act act, String userId, Role role) {
        return change(act, userId, (handle, user) -> {
            if (user.deactivatedAt() != null) {
                return Outcome.DEACTIVATED;
            }
            if (user.scope().role() != role) {
                changeRole(handle, act, user, new Scope(role, user.scope().insurer()));
            }
            return Outcome.DONE;
        });
    }

    private AccountChange change(Act act, String userId, BiFunction<Handle, User, Outcome> change) {
        return jdbi.inTransaction(handle -> {
            // Both accounts are locked, so that of two administrators who take each other's role away at once one
            // stays.
            List<User> locked = AccountTable.locked(handle, List.of(userId, ownId(act.caller())));
            Optional<User> found = locked.stream()
                    .filter(it -> it.userId().equals(userId))
                    .filter(it -> act.caller().serves(it.scope().insurer()))
                    .findFirst();
            if (found.isEmpty()) {
                return AccountChange.not(Outcome.NOT_FOUND);
            }
            if (found.get().caller().name().equals(act.caller().person())) {
                return AccountChange.not(Outcome.OWN);
            }
            if (locked.stream().anyMatch(it -> hasLostTheRole(it, act.caller()))) {
                return AccountChange.not(Outcome.OUTDATED);
            }
            Outcome outcome = change.apply(handle, found.get());
            return outcome == Outcome.DONE
                    ? new AccountChange(
                            outcome, AccountTable.user(handle, userId).orElseThrow())
                    : AccountChange.not(outcome);
        });
    }

    /** The id of the account of whoever asks; blank for who has none here. */
    private static String ownId(Caller caller) {
        return caller.name().startsWith(User.NAMED) ? caller.name().substring(User.NAMED.length()) : "";
    }

    private static boolean hasLostTheRole(User user, Caller caller) {
        return user.caller().name().equals(caller.name())
                && (user.deactivatedAt() != null || user.scope().role() != caller.role());
    }

    private void changeRole(Handle handle, Act act, User user, Scope next) {
        AccountTable.setRole(handle, user.userId(), next.role());
        audit.add(
                handle,
                act.done(
                        AuditAction.USER_CHANGED,
                        address(user),
                        next.insurer(),
                        new States(state(user.scope()), state(next))));
    }

    /** When some people were here last, to the minute, by their ids; none for who never was. */
    public Map<String, Instant> lastSeen(List<User> users) {
        return jdbi.withHandle(handle ->
                AccountTable.lastSeen(handle, users.stream().map(User::userId).toList()));
    }

    static ObjectNode state(Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", scope.role().name());
        if (scope.insurer() != null) {
            json.put("insurer", scope.insurer());
        }
        return json;
    }

    static String address(User user) {
        return "/v1/users/" + user.userId();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
