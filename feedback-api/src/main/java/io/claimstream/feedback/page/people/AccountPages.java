package io.claimstream.feedback.page.people;

import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.account.Sessions;
import io.claimstream.feedback.http.AccountDesk;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Shows people who they are here, and lets them change their password. */
public final class AccountPages {

    private static final String PATH = "/account";
    private static final String CHANGED = "password-changed";
    private static final int MOST_KEYS = 50;

    private final AccountDesk accounts;
    private final Sessions sessions;
    private final KeyRegister keys;
    private final Clock clock;
    private final FormBody forms;
    private final Names names;
    private final Screen screen;

    public AccountPages(PagePorts ports, Screen screen, Names names) {
        this.sessions = ports.api().access().people().sessions();
        this.keys = ports.api().access().keys();
        this.clock = ports.api().clock();
        this.names = names;
        this.accounts = ports.accounts();
        this.forms = ports.forms();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::account, "showMe"),
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

    /** A session of the reader, in words. */
    public record SessionLine(String since, String lastSeen, String until, boolean isThis) {}

    private void show(Context context, String notice, FormErrors errors) {
        Session session = Authentication.session(context).orElseThrow();
        Reader reader = Readers.of(context);
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
                        errors,
                        "sessions",
                        sessions.ofThePersonOf(session).stream()
                                .map(it -> new SessionLine(
                                        reader.time(it.since()),
                                        reader.time(it.lastSeenAt()),
                                        reader.time(it.expiresAt()),
                                        it.isThis()))
                                .toList(),
                        "keys",
                        keys.shownTo(session.user().caller(), MOST_KEYS).stream()
                                .map(it -> KeyLine.of(it, clock.instant(), names, reader))
                                .toList()));
    }
}
