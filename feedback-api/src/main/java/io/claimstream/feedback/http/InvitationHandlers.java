package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.Joined;
import io.claimstream.feedback.account.NewUser;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.limit.Addresses;
import io.claimstream.feedback.limit.RateLimiter;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Invites people, and gives them their accounts. */
final class InvitationHandlers {

    private static final int DEFAULT_HOURS = 72;
    private static final int MOST_HOURS = 720;

    private final Invitations invitations;
    private final RateLimiter failures;
    private final RequestBody body;

    InvitationHandlers(AccessPorts access, RequestBody body) {
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

    /** {@code GET /v1/invitations/{token}}: what whoever holds the link is invited to. Open to everyone. */
    void show(Context context) {
        Invitation invitation = invitations.find(context.pathParam("token")).orElseThrow(() -> noInvitation(context));
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
        Joined joined = invitations.join(
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
        Answers.json(context, 201, AccountHandlers.json(user));
    }

    /** Whoever guesses links is slowed down like whoever guesses keys. */
    private ProblemException noInvitation(Context context) {
        RateGuard.take(context, failures, Addresses.party(context.ip()));
        return new ProblemException(
                ProblemCode.INVITATION_NOT_FOUND, "Expected an invitation that is neither expired nor taken up.");
    }

    private static ObjectNode json(Invitation invitation) {
        ObjectNode json = AccountHandlers.scope(invitation.scope());
        return json.put("expiresAt", invitation.expiresAt().toString());
    }
}
