package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Invitations;
import io.javalin.http.Context;
import java.util.List;

/** Invites people, takes invitations back, and gives people their accounts. */
final class InvitationHandlers {

    private static final String INVITATION = AccountDesk.INVITATION;

    private final Invitations invitations;
    private final PeopleDesk people;
    private final AccountDesk desk;
    private final RequestBody body;

    InvitationHandlers(AccessPorts access, PeopleDesk people, AccountDesk desk, RequestBody body) {
        this.people = people;
        this.invitations = access.people().invitations();
        this.desk = desk;
        this.body = body;
    }

    /** {@code POST /v1/invitations}: 201 with a link that works once and is shown only here. */
    void invite(Context context) {
        Invitation.Issued issued = people.invite(context, body.json(context));
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
        people.revokeInvitation(context);
        context.status(204);
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
