package io.claimstream.feedback.page.people;

import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.http.AccountDesk;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Shows people who they are here, and lets them change their password. */
public final class AccountPages {

    private static final String PATH = "/account";
    private static final String CHANGED = "password-changed";

    private final AccountDesk accounts;
    private final FormBody forms;
    private final Screen screen;

    public AccountPages(PagePorts ports, Screen screen) {
        this.accounts = ports.accounts();
        this.forms = ports.forms();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::account, "showMe").labelled("Account"),
                PageRoute.post(PATH + "/password", this::changePassword, "changePassword"));
    }

    private void account(Context context) {
        boolean isChanged =
                Query.parameter(context, "notice").filter(CHANGED::equals).isPresent();
        show(
                context,
                isChanged ? "Your password is changed. You are signed out everywhere else." : "",
                FormErrors.NONE);
    }

    private void changePassword(Context context) {
        String next = forms.json(context, "next").path("next").asText();
        if (!forms.json(context, "repeated").path("repeated").asText().equals(next)) {
            context.status(ProblemCode.INVALID_BODY.status());
            show(
                    context,
                    "",
                    new FormErrors("Not yet: see below.", Map.of("repeated", "Expected the same password twice.")));
            return;
        }
        try {
            accounts.changePassword(context, forms.json(context, "current", "next"));
            Screen.goOn(context, PATH + "?notice=" + CHANGED);
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, "", FormErrors.of(e.problem()));
        }
    }

    private void show(Context context, String notice, FormErrors errors) {
        Session session = Authentication.session(context).orElseThrow();
        screen.show(
                context,
                "Account",
                "people/account.jte",
                Map.of(
                        "login",
                        session.user().login(),
                        "actor",
                        session.user().caller().name(),
                        "expiresAt",
                        session.expiresAt(),
                        "notice",
                        notice,
                        "errors",
                        errors));
    }
}
