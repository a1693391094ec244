package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.Outcome;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.limit.Addresses;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Signs people in and out, and tells them who they are. */
final class SessionHandlers {

    private static final Pattern LOGIN = Pattern.compile("[^\\s\\p{Cntrl}]{3,254}");
    static final String LOGIN_FORM = "3 to 254 characters without blanks, such as an e-mail address";
    static final String PASSWORD_FORM = "12 to 256 characters, without the login in them";

    private static final int MOST_LOGIN_CHARACTERS = 254;
    private static final int MOST_PASSWORD_CHARACTERS = 256;
    private static final String WHERE = "/v1/sessions";

    private final People people;
    private final AuditTrail audit;
    private final RequestBody body;
    private final SessionCookie cookie;

    SessionHandlers(AccessPorts access, RequestBody body, SessionCookie cookie) {
        this.people = access.people();
        this.audit = access.audit();
        this.body = body;
        this.cookie = cookie;
    }

    /** {@code POST /v1/sessions}: 201 with the cookie of a session; the same 401 for a wrong password and for no such account. */
    void signIn(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("login", "password"));
        String login =
                fields.text("login", SessionHandlers::isLogin, LOGIN_FORM).toLowerCase(Locale.ROOT);
        String password = fields.text("password", SessionHandlers::canBeTried, "a password");
        fields.done();
        RateGuard.take(context, people.addressAttempts(), Addresses.party(context.ip()));
        RateGuard.take(context, people.attempts(), login);
        String traceId = Authentication.traceId(context);
        Optional<Session> session = people.accounts().signIn(login, password).flatMap(it -> people.sessions()
                .open(it, traceId));
        if (session.isEmpty()) {
            audit.addRefusal(new AuditEntry(
                    "unknown", AuditAction.SIGN_IN_FAILED, WHERE, Outcome.REFUSED, null, States.none(), traceId));
            throw new ProblemException(ProblemCode.SIGN_IN_FAILED, "Expected a login and its password.");
        }
        people.attempts().giveBack(login);
        people.addressAttempts().giveBack(Addresses.party(context.ip()));
        cookie.set(context, session.get());
        context.header("Location", "/v1/me");
        Answers.json(context, 201, of(session.get().user().caller(), session));
    }

    /** {@code DELETE /v1/sessions/current}: 204. */
    void signOut(Context context) {
        people.sessions().close(Authentication.act(context), session(context));
        cookie.clear(context);
        context.status(204);
    }

    /** {@code GET /v1/me}. */
    void me(Context context) {
        Answers.json(context, 200, of(Authentication.caller(context), Authentication.session(context)));
    }

    /** {@code POST /v1/me/password}: 204; every other session of the person ends. */
    void changePassword(Context context) {
        Session session = session(context);
        User user = session.user();
        Fields fields = new Fields(body.json(context), Set.of("current", "next"));
        String current = fields.text("current", SessionHandlers::canBeTried, "the password so far");
        String next = fields.text("next", text -> Accounts.isPassword(text, user.login()), PASSWORD_FORM);
        fields.done();
        RateGuard.take(context, people.attempts(), user.login());
        Act act = Authentication.act(context);
        if (people.accounts()
                .verify(user, current)
                .filter(it -> people.accounts()
                        .changePassword(act, it, next, session.token().text()))
                .isEmpty()) {
            throw new ProblemException(ProblemCode.WRONG_PASSWORD, "Expected the password so far.");
        }
        people.attempts().giveBack(user.login());
        context.status(204);
    }

    /** Also in lower case, where some letters become two. */
    static boolean isLogin(String text) {
        return LOGIN.matcher(text).matches()
                && text.length() <= MOST_LOGIN_CHARACTERS
                && text.toLowerCase(Locale.ROOT).length() <= MOST_LOGIN_CHARACTERS;
    }

    private static boolean canBeTried(String text) {
        return !text.isEmpty() && text.length() <= MOST_PASSWORD_CHARACTERS;
    }

    private static Session session(Context context) {
        return Authentication.session(context)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.SESSION_NOT_FOUND, "Expected someone who signed in here, with a session."));
    }

    private static ObjectNode of(Caller caller, Optional<Session> session) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Role role = caller.role();
        json.put("actor", caller.name()).put("kind", caller.kind().name()).put("role", role.name());
        Optional.ofNullable(caller.insurer()).ifPresent(insurer -> json.put("insurer", insurer));
        Optional.ofNullable(caller.person()).ifPresent(person -> json.put("person", person));
        session.ifPresent(it -> json.put("login", it.user().login())
                .put("displayName", it.user().displayName())
                .put("csrfToken", it.csrfToken())
                .put("expiresAt", it.expiresAt().toString()));
        return json;
    }
}
