package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Session;
import io.javalin.http.Context;
import java.util.Optional;

/** Signs people in and out, and tells them who they are. */
final class SessionHandlers {

    private final AccountDesk desk;
    private final RequestBody body;

    SessionHandlers(AccountDesk desk, RequestBody body) {
        this.desk = desk;
        this.body = body;
    }

    /** {@code POST /v1/sessions}: 201 with the cookie of a session; the same 401 for a wrong password and for no such account. */
    void signIn(Context context) {
        Session session = desk.signIn(context, body.json(context));
        context.header("Location", "/v1/me");
        Answers.json(context, 201, of(session.user().caller(), Optional.of(session)));
    }

    /** {@code DELETE /v1/sessions/current}: 204. */
    void signOut(Context context) {
        desk.signOut(context);
        context.status(204);
    }

    /** {@code GET /v1/me}. */
    void me(Context context) {
        Answers.json(context, 200, of(Authentication.caller(context), Authentication.session(context)));
    }

    /** {@code POST /v1/me/password}: 204; every other session of the person ends. */
    void changePassword(Context context) {
        desk.changePassword(context, body.json(context));
        context.status(204);
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
