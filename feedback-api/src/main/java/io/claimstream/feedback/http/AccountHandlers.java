package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.User;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Shows the accounts of people, and takes them away. */
final class AccountHandlers {

    private final Accounts accounts;

    AccountHandlers(AccessPorts access) {
        this.accounts = access.people().accounts();
    }

    /** {@code GET /v1/users?after=&limit=}. */
    void list(Context context) {
        int limit = Query.limit(context);
        List<User> page = accounts.list(
                Authentication.caller(context),
                Query.parameter(context, "after").orElse(""),
                limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var users = json.putArray("users");
        page.forEach(user -> users.add(json(user)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.USERS + "?limit=" + limit + "&after="
                            + page.get(limit - 1).userId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code DELETE /v1/users/{userId}}: 204; the person is let in no more, also when it was not before. */
    void deactivate(Context context) {
        if (Query.id(context, "userId")
                .filter(id -> accounts.deactivate(Authentication.act(context), id))
                .isEmpty()) {
            throw new ProblemException(ProblemCode.USER_NOT_FOUND, "Expected the id of an account.");
        }
        context.status(204);
    }

    static ObjectNode json(User user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userId", user.userId()).put("login", user.login()).put("displayName", user.displayName());
        json.setAll(scope(user.scope()));
        json.put("active", user.deactivatedAt() == null)
                .put("createdAt", user.createdAt().toString());
        Optional.ofNullable(user.deactivatedAt()).ifPresent(at -> json.put("deactivatedAt", at.toString()));
        return json;
    }

    static ObjectNode scope(Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", scope.role().name());
        Optional.ofNullable(scope.insurer()).ifPresent(insurer -> json.put("insurer", insurer));
        return json;
    }
}
