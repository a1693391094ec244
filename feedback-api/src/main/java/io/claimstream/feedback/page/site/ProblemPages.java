package io.claimstream.feedback.page.site;

import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.http.AccountDesk;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.Pages;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.page.LocalAddress;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.people.SignInPages;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what went wrong, to someone who reads pages. Whoever is not signed in is sent to sign in, and comes back. */
final class ProblemPages {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemPages.class);
    private static final int AGAIN_SECONDS = 5;
    /** Whoever reads of these holds a link that leads nowhere. */
    private static final Set<ProblemCode> LINKS =
            Set.of(ProblemCode.INVITATION_NOT_FOUND, ProblemCode.PASSWORD_RESET_NOT_FOUND);

    private final Screen screen;
    private final AccountDesk accounts;

    ProblemPages(Screen screen, AccountDesk accounts) {
        this.screen = screen;
        this.accounts = accounts;
    }

    void show(Context context, Problem problem) {
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            signIn(context);
            return;
        }
        context.status(problem.code().status());
        if (Screen.isPart(context)) {
            // What stands on the page stays; the script says it in the live region.
            context.header("HX-Reswap", "none")
                    .contentType("text/plain; charset=utf-8")
                    .result(problem.code().title() + ". " + problem.detail());
            return;
        }
        boolean isAskedAgain = problem.code().passing() && isRead(context);
        screen.show(
                context,
                screen.frame(context, problem.code().title(), session(context), isAskedAgain ? AGAIN_SECONDS : 0),
                "site/problem.jte",
                Map.of(
                        "problem",
                        problem,
                        "lines",
                        lines(context, problem),
                        "plain",
                        isMistyped(context, problem)
                                ? LocalAddress.of(context.req().getRequestURI()).orElse("")
                                : "",
                        "traceId",
                        Authentication.traceId(context),
                        "isAskedAgain",
                        isAskedAgain));
    }

    /** Whether it may be what stands behind the page in the address that nobody understands. */
    private static boolean isMistyped(Context context, Problem problem) {
        return isRead(context) && problem.code() == ProblemCode.BAD_REQUEST && context.queryString() != null;
    }

    /** What went wrong, in words for people. */
    private static List<String> lines(Context context, Problem problem) {
        if (isRead(context) && LINKS.contains(problem.code())) {
            return List.of(
                    "The link was used already, its time is over, or it was not copied whole.",
                    "An administrator makes a new one for you.");
        }
        if (problem.detail().equals(Pages.NOWHERE)) {
            return List.of(
                    "No page has this address. It may have been typed or copied wrongly, or what it showed is gone.");
        }
        return problem.fields().isEmpty()
                ? List.of(problem.detail())
                : problem.fields().stream()
                        .map(it -> it.pointer().isEmpty()
                                ? "Expected " + it.expected() + "."
                                : Words.ofField(it.pointer()) + ": expected " + it.expected() + ".")
                        .toList();
    }

    private static void signIn(Context context) {
        if (Screen.isPart(context)) {
            context.status(ProblemCode.UNAUTHENTICATED.status()).header("HX-Redirect", SignInPages.PATH);
            return;
        }
        Screen.goOn(context, SignInPages.PATH + (isRead(context) ? next(context) : ""));
    }

    private static String next(Context context) {
        String query = context.queryString();
        String here = context.req().getRequestURI() + (query == null ? "" : "?" + query);
        return here.equals("/") ? "" : "?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
    }

    private static boolean isRead(Context context) {
        return context.req().getMethod().equals("GET");
    }

    /** Nobody, when the database cannot tell: that may be what went wrong. */
    private Optional<Session> session(Context context) {
        try {
            return accounts.visitor(context);
        } catch (RuntimeException e) {
            LOGGER.atDebug().setCause(e).log("nobody can tell who reads a page");
            return Optional.empty();
        }
    }
}
