package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.User;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the accounts of people, changes their roles, and takes them away. */
final class AccountHandlers {

    private final Accounts accounts;
    private final PeopleDesk people;
    private final RequestBody body;

    AccountHandlers(AccessPorts access, PeopleDesk people, RequestBody body) {
        this.accounts = access.people().accounts();
        this.people = people;
        this.body = body;
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
        Map<String, Instant> seen = accounts.lastSeen(page);
        page.forEach(user -> users.add(json(user, seen)));
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
        people.deactivate(context);
        context.status(204);
    }

    /** {@code PUT /v1/users/{userId}/role}: 200 with the account. */
    void changeRole(Context context) {
        User user = people.changeRole(context, body.json(context));
        Answers.json(context, 200, json(user, accounts.lastSeen(List.of(user))));
    }

    private static ObjectNode json(User user, Map<String, Instant> seen) {
        ObjectNode json = json(user);
        Optional.ofNullable(seen.get(user.userId())).ifPresent(at -> json.put("lastSeenAt", at.toString()));
        return json;
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
