package io.claimstream.feedback.page.people;

import io.claimstream.feedback.account.Invitation;
import io.claimstream.feedback.account.PasswordReset;
import io.claimstream.feedback.http.AccountDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the links lead to that are handed over and work once: an invitation, and a new password. */
public final class LinkPages {

    private final AccountDesk accounts;
    private final FormBody forms;
    private final Screen screen;

    public LinkPages(PagePorts ports, Screen screen) {
        this.accounts = ports.accounts();
        this.forms = ports.forms();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get("/invitations/{invitation}", this::invitation, "showInvitation"),
                PageRoute.post("/invitations/{invitation}", this::join, "acceptInvitation"),
                PageRoute.get("/password-resets/{token}", this::reset, "showPasswordReset"),
                PageRoute.post("/password-resets/{token}", this::setPassword, "resetPassword"));
    }

    private void invitation(Context context) {
        show(context, accounts.invitation(context), FormErrors.NONE);
    }

    private void join(Context context) {
        Invitation invitation = accounts.invitation(context);
        Optional<FormErrors> repeated = repeatedOtherwise(context);
        if (repeated.isPresent()) {
            context.status(ProblemCode.INVALID_BODY.status());
            show(context, invitation, repeated.get());
            return;
        }
        try {
            var unused = accounts.join(context, forms.json(context, "login", "displayName", "password"));
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, invitation, of(e.problem()));
            return;
        }
        signIn(context);
    }

    /** The account is there: whatever hinders signing in must not look as if it were not. */
    private void signIn(Context context) {
        try {
            var unused = accounts.signIn(context, forms.json(context, "login", "password"));
            Screen.goOn(context, "/");
        } catch (ProblemException e) {
            Screen.goOn(context, SignInPages.after("joined"));
        }
    }

    private void reset(Context context) {
        show(context, accounts.reset(context), FormErrors.NONE);
    }

    private void setPassword(Context context) {
        PasswordReset reset = accounts.reset(context);
        Optional<FormErrors> repeated = repeatedOtherwise(context);
        if (repeated.isPresent()) {
            context.status(ProblemCode.INVALID_BODY.status());
            show(context, reset, repeated.get());
            return;
        }
        try {
            accounts.setPassword(context, forms.json(context, "password"));
            Screen.goOn(context, SignInPages.after("password-set"));
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, reset, FormErrors.of(e.problem()));
        }
    }

    /** A password that cannot be seen is typed twice. */
    private Optional<FormErrors> repeatedOtherwise(Context context) {
        boolean isSame = forms.json(context, "password")
                .path("password")
                .equals(forms.json(context, "repeated").path("repeated"));
        return isSame
                ? Optional.empty()
                : Optional.of(
                        new FormErrors("Not yet: see below.", Map.of("repeated", "Expected the same password twice.")));
    }

    private static FormErrors of(Problem problem) {
        return problem.code() == ProblemCode.LOGIN_TAKEN
                ? new FormErrors("Not yet: see below.", Map.of("login", "Someone has this login; choose another."))
                : FormErrors.of(problem);
    }

    private void show(Context context, Invitation invitation, FormErrors errors) {
        String insurer = invitation.scope().insurer();
        screen.show(
                context,
                "Your account",
                "people/invitation.jte",
                Map.of(
                        "role",
                        Words.of(invitation.scope().role().name()),
                        "insurer",
                        insurer == null ? "all insurers" : insurer,
                        "expiresAt",
                        invitation.expiresAt(),
                        "login",
                        forms.value(context, "login").orElse(""),
                        "name",
                        forms.value(context, "displayName").orElse(""),
                        "errors",
                        errors));
    }

    private void show(Context context, PasswordReset reset, FormErrors errors) {
        screen.show(
                context,
                "A new password",
                "people/password-reset.jte",
                Map.of("login", reset.user().login(), "expiresAt", reset.expiresAt(), "errors", errors));
    }
}
