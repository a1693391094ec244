package io.claimstream.feedback.page.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.OfficePorts;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.OwnAddress;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.ShownOnce;
import io.claimstream.feedback.page.Tabs;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets administrators invite people, and take invitations back. */
public final class InvitationPages {

    private static final String PATH = "/users/invitations";
    private static final int PAGE = 50;

    private final Invitations invitations;
    private final OfficePorts office;
    private final FormBody forms;
    private final Names names;
    private final Screen screen;
    private final Tabs tabs;

    public InvitationPages(PagePorts ports, Screen screen, Tabs tabs, Names names) {
        this.invitations = ports.api().access().people().invitations();
        this.office = ports.office();
        this.forms = ports.forms();
        this.names = names;
        this.screen = screen;
        this.tabs = tabs;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listInvitations"),
                PageRoute.post(PATH, this::invite, "invite"),
                PageRoute.post(PATH + "/{invitation}/revocation", this::revoke, "revokeInvitation"));
    }

    /** An open invitation, in words. */
    public record Line(String id, String role, String insurer, String by, String made, String until) {}

    private void list(Context context) {
        String notice = Query.parameter(context, "notice").orElse("");
        show(
                context,
                notice.equals("revoked") ? "The invitation is taken back: its link works no more." : "",
                FormErrors.NONE);
    }

    private void invite(Context context) {
        ObjectNode json = FormNumbers.with(forms.json(context, "role", "insurer"), context, forms, "expiresInHours");
        Optional.ofNullable(Authentication.caller(context).insurer()).ifPresent(own -> json.put("insurer", own));
        try {
            Invitation.Issued issued =
                    office.once().carryOut(context, () -> office.people().invite(context, json));
            screen.show(context, "An invitation", "office/shown-once.jte", Map.of("shown", shown(context, issued)));
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, "", FormErrors.of(e.problem()));
        }
    }

    private void revoke(Context context) {
        office.people().revokeInvitation(context);
        Screen.goOn(context, PATH + "?notice=revoked");
    }

    private ShownOnce shown(Context context, Invitation.Issued issued) {
        Line line = line(context, issued.invitation());
        return new ShownOnce(
                "An invitation",
                "Give the link to whoever is to work here as " + line.role() + " for " + line.insurer()
                        + ". Whoever opens it chooses name, login and password.",
                "Link",
                OwnAddress.of(context) + "/invitations/" + issued.token(),
                "It works once, until " + line.until()
                        + ". When it is lost, take the invitation back and make another.",
                PATH,
                "Back to the invitations");
    }

    private void show(Context context, String notice, FormErrors errors) {
        Caller caller = Authentication.caller(context);
        List<Invitation> page =
                invitations.list(caller, Query.parameter(context, "after").orElse(""), PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", tabs.of(context));
        model.put("invitations", page.stream().map(it -> line(context, it)).toList());
        model.put(
                "next",
                page.size() == PAGE ? PATH + "?after=" + page.get(PAGE - 1).invitationId() : "");
        model.put("insurer", Optional.ofNullable(caller.insurer()).orElse(""));
        model.put("typedInsurer", forms.value(context, "insurer").orElse(""));
        model.put("typedRole", forms.value(context, "role").orElse(""));
        model.put("once", office.once().name());
        model.put("notice", notice);
        model.put("errors", errors);
        screen.show(context, "Invitations", "people/invitations.jte", model);
    }

    private Line line(Context context, Invitation invitation) {
        return new Line(
                invitation.invitationId(),
                Words.of(invitation.scope().role().name()),
                Optional.ofNullable(invitation.scope().insurer()).orElse("all insurers"),
                names.apply(invitation.createdBy()),
                Readers.of(context).time(invitation.createdAt()),
                Readers.of(context).time(invitation.expiresAt()));
    }
}
