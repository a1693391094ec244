package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.account.PasswordReset;
import io.claimstream.feedback.account.PasswordReset.Issued;
import io.javalin.http.Context;

/** Has people who forgot their password set another. */
final class PasswordResetHandlers {

    private final PeopleDesk people;
    private final AccountDesk desk;
    private final RequestBody body;

    PasswordResetHandlers(PeopleDesk people, AccountDesk desk, RequestBody body) {
        this.people = people;
        this.desk = desk;
        this.body = body;
    }

    /** {@code POST /v1/users/{userId}/password-reset}: 201 with a link that works once and is shown only here. */
    void offer(Context context) {
        Answers.json(context, 201, json(people.offerReset(context, body.json(context))));
    }

    /** {@code GET /v1/password-resets/{token}}: whose password whoever holds the link sets; a browser is sent on to the page. Open to everyone. */
    void show(Context context) {
        if (Accepted.sendsOn(context, Links.passwordResetPage(context.pathParam("token")))) {
            return;
        }
        PasswordReset reset = desk.reset(context);
        Answers.json(
                context,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("login", reset.user().login())
                        .put("expiresAt", reset.expiresAt().toString()));
    }

    /** {@code POST /v1/password-resets/{token}}: 204; the person signs in anew everywhere. Open to everyone. */
    void reset(Context context) {
        desk.setPassword(context, body.json(context));
        context.status(204);
    }

    private static ObjectNode json(Issued issued) {
        PasswordReset reset = issued.reset();
        return JsonNodeFactory.instance
                .objectNode()
                .put("resetId", reset.resetId())
                .put("userId", reset.user().userId())
                .put("expiresAt", reset.expiresAt().toString())
                .put("token", issued.token())
                .put("link", Links.passwordReset(issued.token()));
    }
}
