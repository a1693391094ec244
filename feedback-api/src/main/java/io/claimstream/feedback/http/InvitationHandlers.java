package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.Invitations.Revoked;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Invites people, takes invitations back, and gives people their accounts. */
final class InvitationHandlers {

    private static final int DEFAULT_HOURS = 72;
    private static final int MOST_HOURS = 720;
    private static final String INVITATION = AccountDesk.INVITATION;

    private final Invitations invitations;
    private final AccountDesk desk;
    private final RequestBody body;

    InvitationHandlers(AccessPorts access, AccountDesk desk, RequestBody body) {
        this.invitations = access.people().invitations();
        this.desk = desk;
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

    /** {@code GET /v1/invitations/{token}}: what whoever holds the link is invited to; a browser is sent on to the page. Open to everyone. */
    void show(Context context) {
        if (Accepted.sendsOn(context, Links.invitationPage(context.pathParam(INVITATION)))) {
            return;
        }
        Answers.json(context, 200, json(desk.invitation(context)));
    }

    /** {@code POST /v1/invitations/{token}}: 201 with the account. Open to everyone. */
    void join(Context context) {
        Answers.json(context, 201, AccountHandlers.json(desk.join(context, body.json(context))));
    }

    private static ObjectNode json(Invitation invitation) {
        ObjectNode json = AccountHandlers.scope(invitation.scope());
        return json.put("expiresAt", invitation.expiresAt().toString());
    }
}
