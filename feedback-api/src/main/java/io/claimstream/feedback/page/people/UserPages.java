package io.claimstream.feedback.page.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.PasswordReset;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.OfficePorts;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.OwnAddress;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.ShownOnce;
import io.claimstream.feedback.page.Tabs;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows administrators who has an account, and lets them change and end accounts. */
public final class UserPages {

    private static final String PATH = "/users";
    private static final String ONE = PATH + "/{userId}";
    private static final int PAGE = 50;
    private static final Map<String, String> NOTICES = Map.of(
            "role", "The role is changed. It holds from the person's next request on.",
            "deactivated", "The account is deactivated, and every session of the person has ended.");

    private final Accounts accounts;
    private final OfficePorts office;
    private final FormBody forms;
    private final Screen screen;
    private final Tabs tabs;

    public UserPages(PagePorts ports, Screen screen, Tabs tabs) {
        this.accounts = ports.api().access().people().accounts();
        this.office = ports.office();
        this.forms = ports.forms();
        this.screen = screen;
        this.tabs = tabs;
    }

    /** Behind those of invitations, whose address looks like that of a user. */
    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listUsers").labelled("Users"),
                PageRoute.get(ONE, this::one, "listUsers"),
                PageRoute.post(ONE + "/role", this::changeRole, "changeRole"),
                PageRoute.post(ONE + "/deactivation", this::deactivate, "deactivateUser"),
                PageRoute.post(ONE + "/password-reset", this::offerReset, "offerPasswordReset"));
    }

    private void list(Context context) {
        Caller caller = Authentication.caller(context);
        List<User> page =
                accounts.list(caller, Query.parameter(context, "after").orElse(""), PAGE);
        Map<String, Instant> seen = accounts.lastSeen(page);
        Reader reader = Readers.of(context);
        screen.show(
                context,
                "Users",
                "people/users.jte",
                Map.of(
                        "tabs", tabs.of(context),
                        "users",
                                page.stream()
                                        .map(it -> UserLine.of(it, Optional.ofNullable(seen.get(it.userId())), reader))
                                        .toList(),
                        "next",
                                page.size() == PAGE
                                        ? PATH + "?after=" + page.get(PAGE - 1).userId()
                                        : ""));
    }

    private void one(Context context) {
        show(context, Query.parameter(context, "notice").map(NOTICES::get).orElse(""), "");
    }

    private void show(Context context, String notice, String trouble) {
        User user = user(context);
        Optional<Instant> seen =
                Optional.ofNullable(accounts.lastSeen(List.of(user)).get(user.userId()));
        screen.show(
                context,
                user.displayName(),
                "people/user.jte",
                Map.of(
                        "tabs", tabs.of(context),
                        "user", UserLine.of(user, seen, Readers.of(context)),
                        "isSelf",
                                user.caller()
                                        .name()
                                        .equals(Authentication.caller(context).name()),
                        "once", office.once().name(),
                        "notice", notice,
                        "trouble", trouble));
    }

    private void changeRole(Context context) {
        changed(context, "role", () -> office.people().changeRole(context, forms.json(context, "role")));
    }

    private void deactivate(Context context) {
        changed(context, "deactivated", () -> office.people().deactivate(context));
    }

    private void changed(Context context, String notice, Runnable change) {
        User user = user(context);
        try {
            change.run();
            Screen.goOn(context, PATH + "/" + user.userId() + "?notice=" + notice);
        } catch (ProblemException e) {
            trouble(context, e);
        }
    }

    private void offerReset(Context context) {
        User user = user(context);
        ObjectNode json = FormNumbers.with(forms.json(context), context, forms, "expiresInHours");
        try {
            PasswordReset.Issued issued =
                    office.once().carryOut(context, () -> office.people().offerReset(context, json));
            screen.show(
                    context,
                    "A link for a new password",
                    "office/shown-once.jte",
                    Map.of("shown", shown(context, user, issued)));
        } catch (ProblemException e) {
            trouble(context, e);
        }
    }

    private static ShownOnce shown(Context context, User user, PasswordReset.Issued issued) {
        return new ShownOnce(
                "A link for a new password",
                "Give it to " + user.displayName() + ", and to nobody else: whoever opens it sets the password.",
                "Link",
                OwnAddress.of(context) + "/password-resets/" + issued.token(),
                "It works once, until "
                        + Readers.of(context).time(issued.reset().expiresAt())
                        + ". The password so far works until then. A link that was made before works no more.",
                PATH + "/" + user.userId(),
                "Back to " + user.displayName());
    }

    private void trouble(Context context, ProblemException e) {
        context.status(e.problem().code().status());
        show(context, "", e.problem().code().title() + ". " + e.problem().detail());
    }

    /** The account in the address; accounts of insurers that the reader does not serve are not there. */
    private User user(Context context) {
        return accounts.ofId(context.pathParam("userId"))
                .filter(it -> Authentication.caller(context).serves(it.scope().insurer()))
                .orElseThrow(() -> new ProblemException(ProblemCode.USER_NOT_FOUND, "Expected the id of an account."));
    }
}
