package io.claimstream.feedback.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.PasswordReset.Issued;
import io.claimstream.feedback.account.PasswordReset.Offered;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * New passwords for people who forgot theirs: an administrator makes a link, the person sets a password by it. A person has one open link at most. Each change
 * and its entry in the audit trail are one transaction. Thread-safe.
 */
public final class PasswordResets {

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Passwords passwords;

    public PasswordResets(Jdbi jdbi, AuditTrail audit, Clock clock, Passwords passwords) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Makes a link for a person; the one before it ends. The password stays until the link is used. */
    public Offered offer(Act act, String userId, Duration validFor) {
        return jdbi.inTransaction(handle -> {
            Optional<User> user = AccountTable.locked(handle, userId)
                    .filter(it -> act.caller().serves(it.scope().insurer()));
            if (user.isEmpty()) {
                return new Offered(Offered.Outcome.NOT_FOUND, null);
            }
            if (user.get().deactivatedAt() != null) {
                return new Offered(Offered.Outcome.DEACTIVATED, null);
            }
            return new Offered(Offered.Outcome.DONE, issue(handle, act, user.get(), validFor));
        });
    }

    private Issued issue(Handle handle, Act act, User user, Duration validFor) {
        Token token = Token.random("cp_");
        Instant now = now();
        PasswordReset reset = new PasswordReset(
                "p_" + token.shortHash(), user, now, act.caller().name(), now.plus(validFor), null);
        PasswordResetTable.endAll(handle, user.userId(), now);
        PasswordResetTable.insert(handle, reset, token);
        ObjectNode made = state(reset).put("expiresAt", reset.expiresAt().toString());
        audit.add(
                handle,
                act.done(
                        AuditAction.PASSWORD_RESET_OFFERED,
                        Accounts.address(user),
                        user.scope().insurer(),
                        States.made(made)));
        return new Issued(reset, token.text());
    }

    /** The link of a token, open or not. */
    public Optional<PasswordReset> find(String token) {
        return jdbi.withHandle(handle -> PasswordResetTable.ofToken(handle, new Token(token)));
    }

    /**
     * Sets a password by a link, which ends, as does every session of the person. It takes as long when there is no such link.
     *
     * @return the person; empty when the link is not open, and nothing was done
     * @throws BusyException when too many passwords wait
     */
    public Optional<User> reset(String token, String password, String traceId) {
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            // The person first, as whoever makes a link does; then the link, as it stands now.
            Optional<PasswordReset> reset = PasswordResetTable.ofToken(handle, new Token(token))
                    .flatMap(it -> AccountTable.locked(handle, it.user().userId()))
                    .flatMap(user -> PasswordResetTable.ofToken(handle, new Token(token)))
                    .filter(it -> it.isOpen(now()));
            reset.ifPresent(it -> set(handle, it, hash, traceId));
            return reset.map(PasswordReset::user);
        });
    }

    private void set(Handle handle, PasswordReset reset, String hash, String traceId) {
        User user = reset.user();
        AccountTable.setPassword(handle, user.userId(), hash);
        PasswordResetTable.endAll(handle, user.userId(), now());
        SessionTable.endAll(handle, user.userId());
        audit.add(
                handle,
                new Act(user.caller(), traceId)
                        .done(
                                AuditAction.PASSWORD_RESET,
                                Accounts.address(user),
                                user.scope().insurer(),
                                States.made(state(reset))));
    }

    private static ObjectNode state(PasswordReset reset) {
        return JsonNodeFactory.instance.objectNode().put("resetId", reset.resetId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
