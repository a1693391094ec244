package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.account.Sessions;
import io.claimstream.feedback.limit.Addresses;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets only callers with an API key, a token or a session through: {@code Authorization: Bearer <key or token>}, {@code X-Api-Key: <key>}, or the
 * cookie of a session, which for a change needs {@code X-CSRF-Token} beside it. Whoever asks too often is refused, and whoever is not let in much
 * sooner; a valid key still passes then.
 */
public final class Authentication {

    /** Request attribute that holds the caller's name. */
    static final String ACTOR = "actor";

    /** Request attribute that holds the caller. */
    private static final String CALLER = "caller";

    /** Request attribute that holds the session. */
    private static final String SESSION = "session";

    private static final String BEARER = "bearer ";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern LINK = Pattern.compile("/v1/(invitations|password-resets)/.+", Pattern.DOTALL);
    private static final Set<String> OF_LINKS = Set.of("GET", "HEAD", "POST");

    private final Gate gate;
    private final RateLimits limits;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final FormBody forms;

    Authentication(AccessPorts access, SessionCookie cookie, FormBody forms) {
        this.gate = access.gate();
        this.limits = access.limits();
        this.sessions = access.people().sessions();
        this.cookie = cookie;
        this.forms = forms;
    }

    void check(Context context) {
        String address = Addresses.party(context.ip());
        RateGuard.take(context, limits.addresses(), address);
        if (isOpen(context)) {
            return;
        }
        Optional<String> presented = presented(context);
        Optional<Session> session =
                presented.isPresent() ? Optional.empty() : cookie.read(context).flatMap(sessions::find);
        Optional<Caller> caller = presented
                .flatMap(gate::caller)
                .or(() -> session.map(it -> it.user().caller()));
        if (caller.isEmpty()) {
            RateGuard.take(context, limits.failures(), address);
            context.header("WWW-Authenticate", "Bearer realm=\"claimstream\"");
            throw new ProblemException(
                    ProblemCode.UNAUTHENTICATED,
                    "Expected a valid key or token: Authorization: Bearer <key or token>, or X-Api-Key: <key>.");
        }
        RateGuard.take(context, limits.callers(), caller.get().name());
        context.attribute(ACTOR, caller.get().name());
        context.attribute(CALLER, caller.get());
        session.ifPresent(it -> admit(context, it));
    }

    /**
     * Lets people with a session through to a page, and anybody to an open one. What changes something must come from a page of ours, and with a session it brings
     * {@code csrfToken}, as a header or as a field of the form.
     *
     * @param isOpen whether anybody may see the page
     * @param isWatching whether the browser asks by itself, so that it is no use of the session
     */
    void checkPage(Context context, boolean isOpen, boolean isWatching) {
        String address = Addresses.party(context.ip());
        RateGuard.take(context, limits.addresses(), address);
        if (!HARMLESS.contains(context.req().getMethod())) {
            SameOrigin.require(context);
        }
        if (isOpen) {
            return;
        }
        Optional<String> token = cookie.read(context);
        Optional<Session> session = token.flatMap(isWatching ? sessions::look : sessions::find);
        if (session.isEmpty()) {
            if (token.isPresent()) {
                RateGuard.take(context, limits.failures(), address);
            }
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, "Expected someone who is signed in.");
        }
        Caller caller = session.get().user().caller();
        RateGuard.take(context, limits.callers(), caller.name());
        context.attribute(ACTOR, caller.name());
        context.attribute(CALLER, caller);
        admit(context, session.get());
    }

    /** To sign in, and to use a link that was handed over, one cannot be known yet. */
    private static boolean isOpen(Context context) {
        return context.path().equals("/v1/sessions")
                || (OF_LINKS.contains(context.req().getMethod())
                        && LINK.matcher(context.path()).matches());
    }

    /** A browser sends the cookie along whoever made the page; only ours knows the token beside it. */
    private void admit(Context context, Session session) {
        context.attribute(SESSION, session);
        if (!HARMLESS.contains(context.req().getMethod()) && !Token.same(csrf(context), session.csrfToken())) {
            throw new ProblemException(
                    ProblemCode.CSRF_TOKEN_MISSING, "Expected the header X-CSRF-Token with csrfToken of /v1/me.");
        }
    }

    private String csrf(Context context) {
        Optional<String> header = Optional.ofNullable(context.header("X-CSRF-Token"));
        return isOfApi(context)
                ? header.orElse("")
                : header.or(() -> forms.value(context, FormBody.CSRF))
                        .or(() -> ofFiles(context))
                        .flatMap(CsrfMask::unmask)
                        .orElse("");
    }

    /** A form with files brings its token in the address: the files are not read before it is known who sends them. */
    private static Optional<String> ofFiles(Context context) {
        return Optional.ofNullable(context.queryParam(FormBody.CSRF)).filter(it -> context.isMultipartFormData());
    }

    private static boolean isOfApi(Context context) {
        return context.path().startsWith("/v1/");
    }

    /** The session of someone who came with one. */
    public static Optional<Session> session(Context context) {
        return Optional.ofNullable(context.attribute(SESSION));
    }

    public static String traceId(Context context) {
        return Objects.requireNonNullElse(context.attribute(Answers.TRACE_ID), "");
    }

    /**
     * Whether who asks would be let in again, for the same: asks anew each time, and throws when nobody can tell. An open stream is no use of a
     * session.
     */
    BooleanSupplier admission(Context context) {
        Caller caller = caller(context);
        Optional<String> presented = presented(context);
        Optional<Session> session = session(context);
        return () -> presented.isPresent()
                ? gate.caller(presented.get()).filter(caller::equals).isPresent()
                : session.filter(sessions::lasts).isPresent();
    }

    /** Who asks; only behind {@link #check}. */
    public static Caller caller(Context context) {
        return Objects.requireNonNull(context.attribute(CALLER), "a request behind the gate");
    }

    /** Whether the gate has let someone through. */
    static boolean isKnown(Context context) {
        return context.attribute(CALLER) != null;
    }

    /** Who changes something, in which request. */
    public static Act act(Context context) {
        return new Act(caller(context), traceId(context));
    }

    /** Lets only those through who may change what belongs to an insurer; null for what belongs to all of them together. */
    public static void requireServes(Context context, @Nullable String insurer) {
        if (!caller(context).serves(insurer)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "Expected the insurer that you are let in for, and no other.");
        }
    }

    private static Optional<String> presented(Context context) {
        Optional<String> bearer = Optional.ofNullable(context.header("Authorization"))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return bearer.or(() -> Optional.ofNullable(context.header("X-Api-Key")).map(String::strip));
    }
}
