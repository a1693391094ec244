package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.Invitations.Revoked;
import io.claimstream.feedback.account.Joined;
import io.claimstream.feedback.account.NewUser;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.limit.Addresses;
import io.claimstream.feedback.limit.RateLimiter;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Invites people, takes invitations back, and gives people their accounts. */
final class InvitationHandlers {

    private static final int DEFAULT_HOURS = 72;
    private static final int MOST_HOURS = 720;
    private static final String INVITATION = "invitation";

    private final Invitations invitations;
    private final RateLimiter failures;
    private final RequestBody body;
    private final Clock clock;

    InvitationHandlers(AccessPorts access, RequestBody body, Clock clock) {
        this.clock = clock;
        this.invitations = access.people().invitations();
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
        Invitation.Issued issued = invitations.invite(
                Authentication.act(context), new Scope(role, insurer.orElse(null)), Duration.ofHours(hours));
        ObjectNode json = json(issued.invitation())
                .put("invitationId", issued.invitation().invitationId())
                .put("token", issued.token())
                .put("link", Links.invitation(issued.token()));
        Answers.json(context, 201, json);
    }

    /** {@code GET /v1/invitations?after=&limit=}: those that nobody has taken up yet. */
    void list(Context context) {
        int limit = Query.limit(context);
        List<Invitation> page = invitations.list(
                Authentication.caller(context),
                Query.parameter(context, "after").orElse(""),
                limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("invitations");
        page.forEach(invitation -> array.add(json(invitation)
                .put("invitationId", invitation.invitationId())
                .put("createdAt", invitation.createdAt().toString())
                .put("createdBy", invitation.createdBy())));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.INVITATIONS + "?limit=" + limit + "&after="
                            + page.get(limit - 1).invitationId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code DELETE /v1/invitations/{invitation}} by its id: 204; nobody takes it up, also when it had ended before. */
    void revoke(Context context) {
        Revoked revoked = Query.id(context, INVITATION)
                .map(id -> invitations.revoke(Authentication.act(context), id))
                .orElse(Revoked.NOT_FOUND);
        switch (revoked) {
            case DONE -> context.status(204);
            case NOT_FOUND ->
                throw new ProblemException(ProblemCode.INVITATION_NOT_FOUND, "Expected the id of an invitation.");
            case TAKEN_UP ->
                throw new ProblemException(
                        ProblemCode.INVITATION_TAKEN_UP,
                        "Expected an invitation that nobody took up; DELETE /v1/users/{userId} ends the account.");
        }
    }

    /** {@code GET /v1/invitations/{token}}: what whoever holds the link is invited to. Open to everyone. */
    void show(Context context) {
        Answers.json(context, 200, json(open(context)));
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
        var unused = open(context);
        Joined joined = invitations.join(
                context.pathParam(INVITATION),
                new NewUser(login, name.strip(), password),
                Authentication.traceId(context));
        User user = joined.user();
        if (joined.outcome() == Joined.Outcome.LOGIN_TAKEN) {
            throw new ProblemException(ProblemCode.LOGIN_TAKEN, "Expected a login that nobody has yet.");
        }
        if (user == null) {
            throw ended("it ended just now");
        }
        Answers.json(context, 201, AccountHandlers.json(user));
    }

    /** The invitation that the holder of a link means, while it is open. Whoever guesses links is slowed down like whoever guesses keys. */
    private Invitation open(Context context) {
        Optional<Invitation> found = invitations.find(context.pathParam(INVITATION));
        if (found.isEmpty()) {
            RateGuard.take(context, failures, Addresses.party(context.ip()));
            throw new ProblemException(ProblemCode.INVITATION_NOT_FOUND, "Expected the link of an invitation.");
        }
        return switch (found.get().state(clock.instant())) {
            case OPEN -> found.get();
            case TAKEN_UP -> throw ended("it was taken up");
            case REVOKED -> throw ended("it was revoked");
            case EXPIRED -> throw ended("its time is over");
        };
    }

    private static ProblemException ended(String why) {
        return new ProblemException(
                ProblemCode.INVITATION_ENDED,
                "Expected an invitation that is open, but " + why + "; an administrator can make another.");
    }

    private static ObjectNode json(Invitation invitation) {
        ObjectNode json = AccountHandlers.scope(invitation.scope());
        return json.put("expiresAt", invitation.expiresAt().toString());
    }
}
