package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Joined;
import io.claimstream.feedback.account.NewUser;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.limit.Addresses;
import io.claimstream.feedback.limit.RateLimiter;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Invites people, gives them their accounts, and takes those away. */
final class AccountHandlers {

    private static final int DEFAULT_HOURS = 72;
    private static final int MOST_HOURS = 720;

    private final Accounts accounts;
    private final RateLimiter failures;
    private final RequestBody body;

    AccountHandlers(AccessPorts access, RequestBody body) {
        this.accounts = access.people().accounts();
        this.failures = access.limits().failures();
        this.body = body;
    }

    /** {@code POST /v1/invitations}: 201 with a link that works once and is shown only here. */
    void invite(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("role", "insurer", "expiresInHours"));
        Role role = fields.oneOf("role", Role.values());
        Optional<String> insurer = fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        int hours = fields.integer("expiresInHours", DEFAULT_HOURS, 1, MOST_HOURS);
        fields.done();
        Authentication.requireServes(context, insurer.orElse(null));
        Invitation.Issued issued = accounts.invite(
                Authentication.act(context), new Scope(role, insurer.orElse(null)), Duration.ofHours(hours));
        ObjectNode json = json(issued.invitation())
                .put("invitationId", issued.invitation().invitationId())
                .put("token", issued.token())
                .put("link", Links.invitation(issued.token()));
        Answers.json(context, 201, json);
    }

    /** {@code GET /v1/invitations/{token}}: what whoever holds the link is invited to. Open to everyone. */
    void showInvitation(Context context) {
        Invitation invitation =
                accounts.invitation(context.pathParam("token")).orElseThrow(() -> noInvitation(context));
        Answers.json(context, 200, json(invitation));
    }

    /** {@code POST /v1/invitations/{token}}: 201 with the account. Open to everyone. */
    void join(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("login", "displayName", "password"));
        String login = fields.text("login", SessionHandlers::isLogin, SessionHandlers.LOGIN_FORM)
                .toLowerCase(Locale.ROOT);
        String name = fields.text("displayName", ApiKeyHandlers::isName, ApiKeyHandlers.NAME_FORM);
        String password =
                fields.text("password", text -> Accounts.isPassword(text, login), SessionHandlers.PASSWORD_FORM);
        fields.done();
        Joined joined = accounts.join(
                context.pathParam("token"),
                new NewUser(login, name.strip(), password),
                Authentication.traceId(context));
        User user = joined.user();
        if (joined.outcome() == Joined.Outcome.LOGIN_TAKEN) {
            throw new ProblemException(ProblemCode.LOGIN_TAKEN, "Expected a login that nobody has yet.");
        }
        if (user == null) {
            throw noInvitation(context);
        }
        Answers.json(context, 201, json(user));
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

    /** Whoever guesses links is slowed down like whoever guesses keys. */
    private ProblemException noInvitation(Context context) {
        RateGuard.take(context, failures, Addresses.party(context.ip()));
        return new ProblemException(
                ProblemCode.INVITATION_NOT_FOUND, "Expected an invitation that is neither expired nor taken up.");
    }

    private static ObjectNode json(Invitation invitation) {
        ObjectNode json = scope(invitation.scope());
        return json.put("expiresAt", invitation.expiresAt().toString());
    }

    private static ObjectNode json(User user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userId", user.userId()).put("login", user.login()).put("displayName", user.displayName());
        json.setAll(scope(user.scope()));
        json.put("active", user.deactivatedAt() == null)
                .put("createdAt", user.createdAt().toString());
        Optional.ofNullable(user.deactivatedAt()).ifPresent(at -> json.put("deactivatedAt", at.toString()));
        return json;
    }

    private static ObjectNode scope(Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", scope.role().name());
        Optional.ofNullable(scope.insurer()).ifPresent(insurer -> json.put("insurer", insurer));
        return json;
    }
}
