package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.SessionTable.Row;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who is signed in. A session ends when it is not used for a while, and after some time however busy. Thread-safe. */
public final class Sessions {

    /** Sessions that one person may have at once; beyond it the oldest ends. */
    static final int EACH = 20;

    private static final Pattern FORM = Pattern.compile("cw_[A-Za-z0-9_-]{43}");
    private static final Duration USE_TOLD_EVERY = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Lifetime lifetime;

    /**
     * How long a session lasts.
     *
     * @param idle without being used
     * @param absolute however busy
     */
    public record Lifetime(Duration idle, Duration absolute) {}

    public Sessions(Jdbi jdbi, AuditTrail audit, Clock clock, Lifetime lifetime) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * Signs a person in.
     *
     * @return the session; empty when the password that was checked stands no more: what ends sessions then would have ended this one
     */
    public Optional<Session> open(Verified verified, String traceId) {
        return jdbi.inTransaction(
                handle -> AccountTable.locked(handle, verified).map(user -> open(handle, user, traceId)));
    }

    private Session open(Handle handle, User user, String traceId) {
        Instant now = now();
        Session session = new Session(user, Token.random("cw_"), now.plus(lifetime.absolute()));
        SessionTable.sweep(handle, now.minus(lifetime.idle()), now);
        SessionTable.insert(handle, session, now);
        AccountTable.seen(handle, user.userId(), now);
        SessionTable.keepNewest(handle, user.userId(), EACH);
        audit.add(
                handle,
                new Act(user.caller(), traceId)
                        .done(
                                AuditAction.SIGNED_IN,
                                "/v1/users/" + user.userId(),
                                user.scope().insurer(),
                                States.none()));
        return session;
    }

    /** The session of a token that a browser sent, while it lasts. To look is no use of it. */
    public Optional<Session> look(String presented) {
        if (!FORM.matcher(presented).matches()) {
            return Optional.empty();
        }
        Instant now = now();
        return jdbi.withHandle(
                        handle -> SessionTable.find(handle, new Token(presented), now.minus(lifetime.idle()), now))
                .map(Row::session);
    }

    /** The session of a token that a browser sent, while it lasts. */
    public Optional<Session> find(String presented) {
        if (!FORM.matcher(presented).matches()) {
            return Optional.empty();
        }
        Token token = new Token(presented);
        Instant now = now();
        return jdbi.withHandle(handle -> {
            Optional<Row> row = SessionTable.find(handle, token, now.minus(lifetime.idle()), now);
            row.filter(it -> !now.isBefore(it.lastSeenAt().plus(USE_TOLD_EVERY)))
                    .ifPresent(it -> {
                        SessionTable.seen(handle, token, now);
                        AccountTable.seen(handle, it.session().user().userId(), now);
                    });
            return row.map(Row::session);
        });
    }

    /** Whether a session still lasts and lets its person do the same. To ask is no use of it. */
    public boolean lasts(Session session) {
        Instant now = now();
        return jdbi.withHandle(handle -> SessionTable.find(handle, session.token(), now.minus(lifetime.idle()), now))
                .filter(row ->
                        row.session().user().caller().equals(session.user().caller()))
                .isPresent();
    }

    /**
     * A session of a person.
     *
     * @param isThis whether it is the one that asks
     */
    public record Open(Instant since, Instant lastSeenAt, Instant expiresAt, boolean isThis) {}

    /** The sessions of whoever has one, the newest first; {@value #EACH} at most. */
    public List<Open> ofThePersonOf(Session session) {
        Instant now = now();
        return jdbi.withHandle(handle -> SessionTable.open(handle, session, now.minus(lifetime.idle()), now));
    }

    /** Signs a person out. */
    public void close(Act act, Session session) {
        jdbi.useTransaction(handle -> {
            SessionTable.end(handle, session.token());
            audit.add(
                    handle,
                    act.done(
                            AuditAction.SIGNED_OUT,
                            "/v1/users/" + session.user().userId(),
                            session.user().scope().insurer(),
                            States.none()));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
