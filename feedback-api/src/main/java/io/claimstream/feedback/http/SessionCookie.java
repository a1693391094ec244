package io.claimstream.feedback.http;

import io.claimstream.feedback.account.Session;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie of a session: out of reach of scripts, and not sent along by requests that other sites make, except for following a link. Over https its
 * name begins with {@code __Host-}, so that no neighbour under the same domain can set it.
 */
final class SessionCookie {

    private static final String NAME = "claimstream";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private final boolean alwaysSecure;
    private final Clock clock;

    SessionCookie(boolean alwaysSecure, Clock clock) {
        this.alwaysSecure = alwaysSecure;
        this.clock = clock;
    }

    Optional<String> read(Context context) {
        return Optional.ofNullable(context.cookie(name(context)));
    }

    void set(Context context, Session session) {
        write(context, session.token().text(), Duration.between(clock.instant(), session.expiresAt()));
    }

    void clear(Context context) {
        write(context, "", Duration.ZERO);
    }

    private void write(Context context, String value, Duration age) {
        context.header(
                "Set-Cookie",
                name(context) + "=" + value + ATTRIBUTES + "; Max-Age=" + age.toSeconds()
                        + (isSecure(context) ? "; Secure" : ""));
    }

    private String name(Context context) {
        return isSecure(context) ? "__Host-" + NAME : NAME;
    }

    private boolean isSecure(Context context) {
        return alwaysSecure || context.req().isSecure();
    }
}
