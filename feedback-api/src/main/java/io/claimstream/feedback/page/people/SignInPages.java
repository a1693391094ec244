package io.claimstream.feedback.page.people;

import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.http.AccountDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.LocalAddress;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Signs people in and out. */
public final class SignInPages {

    public static final String PATH = "/sign-in";

    /** What happened before, by a code in the address: an address from elsewhere must not put words on our page. */
    private static final Map<String, String> NOTICES = Map.of(
            "signed-out", "You are signed out.",
            "password-set", "Your password is set. Sign in with it.",
            "joined", "You have an account now. Sign in.");

    private final AccountDesk accounts;
    private final FormBody forms;
    private final Screen screen;

    public SignInPages(PagePorts ports, Screen screen) {
        this.accounts = ports.accounts();
        this.forms = ports.forms();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::form, "signIn"),
                PageRoute.post(PATH, this::signIn, "signIn"),
                PageRoute.post("/sign-out", this::signOut, "signOut"));
    }

    /** Sends someone on to sign in, and says why. */
    static String after(String notice) {
        return PATH + "?notice=" + notice;
    }

    private void form(Context context) {
        Optional<Session> session = accounts.visitor(context);
        String next = Query.parameter(context, "next").flatMap(LocalAddress::of).orElse("/");
        if (session.isPresent()) {
            Screen.goOn(context, next);
            return;
        }
        show(context, "", next, FormErrors.NONE);
    }

    private void signIn(Context context) {
        String next = forms.value(context, "next").flatMap(LocalAddress::of).orElse("/");
        try {
            var unused = accounts.signIn(context, forms.json(context, "login", "password"));
            Screen.goOn(context, next);
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, forms.value(context, "login").orElse(""), next, FormErrors.of(e.problem()));
        }
    }

    private void signOut(Context context) {
        accounts.signOut(context);
        Screen.goOn(context, after("signed-out"));
    }

    private void show(Context context, String login, String next, FormErrors errors) {
        String notice = Query.parameter(context, "notice").orElse("");
        screen.show(
                context,
                "Sign in",
                "people/sign-in.jte",
                Map.of(
                        "login",
                        login,
                        "next",
                        next,
                        "notice",
                        Objects.requireNonNullElse(NOTICES.get(notice), ""),
                        "errors",
                        errors));
    }
}
