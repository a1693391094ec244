package io.claimstream.feedback.page.models;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Answers with parts of a page that come after it, and says in their place why they cannot. Thread-safe. */
final class LatePart {

    private final Executor executor;
    private final Screen screen;

    LatePart(Executor executor, Screen screen) {
        this.executor = executor;
        this.screen = screen;
    }

    /**
     * Answers with a template.
     *
     * @param asked works out what the template takes; on another thread
     */
    void show(Context context, String template, Supplier<Map<String, Object>> asked) {
        Later.page(
                context,
                executor,
                () -> CompletableFuture.supplyAsync(asked, executor),
                model -> screen.show(context, "Models", template, model),
                problem -> say(context, problem));
    }

    private void say(Context context, Problem problem) {
        boolean isMissing = problem.code() == ProblemCode.REPORT_NOT_FOUND;
        String words = isMissing
                ? "There is no report of this version: it was not trained here, or before reports were kept."
                : problem.code().title() + ". " + problem.detail();
        screen.show(
                context,
                "Models",
                "models/trouble.jte",
                Map.of(
                        "words",
                        words,
                        "address",
                        isMissing ? "" : context.path(),
                        "traceId",
                        problem.code().status() >= 500 ? Authentication.traceId(context) : ""));
    }
}
