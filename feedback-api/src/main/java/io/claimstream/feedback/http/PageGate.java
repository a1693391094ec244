package io.claimstream.feedback.http;

import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.Operation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts pages on their addresses. Each stands behind the roles of every operation that it shows, as the contract has them, and behind a session unless all of
 * them are open; so there is one matrix of roles, that of the contract.
 */
final class PageGate {

    /** Request attribute of a request for a page. */
    private static final String PAGE = "page";

    private final Map<String, Operation> operations;
    private final Authentication authentication;
    private final ReadModelHandlers views;
    private final Pages pages;

    PageGate(ApiContract contract, Authentication authentication, ReadModelHandlers views, Pages pages) {
        this.operations = contract.operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));
        this.authentication = authentication;
        this.views = views;
        this.pages = pages;
    }

    void register(RoutesConfig routes) {
        pages.routes().forEach(page -> routes.addHttpHandler(page.method(), page.path(), guarded(page)));
    }

    /** Whether what went wrong is to be shown as a page: where a page is asked for, and where a browser asks for what is nowhere. */
    boolean shows(Context context, Problem problem) {
        if (problem.code() == ProblemCode.MISDIRECTED) {
            return false;
        }
        String path = context.path();
        boolean isOfApi = path.startsWith("/v1/") || path.startsWith("/api-docs");
        return context.attribute(PAGE) != null || (!isOfApi && Accepted.prefersHtml(context.header("Accept")));
    }

    void show(Context context, Problem problem) {
        Answers.sayWhen(context, problem);
        pages.show(context, problem);
    }

    private Handler guarded(PageRoute page) {
        Handler handler = page.handler();
        for (String id : page.operations()) {
            Operation operation = Objects.requireNonNull(operations.get(id), id);
            handler = Authorization.of(operation, views.guarded(operation, handler));
        }
        Handler inner = handler;
        boolean isOpen = page.operations().stream()
                .allMatch(
                        id -> Objects.requireNonNull(operations.get(id)).roles().isEmpty());
        return TracedRequests.during(context -> {
            context.attribute(PAGE, page.path());
            authentication.checkPage(context, isOpen, page.isWatching());
            inner.handle(context);
        });
    }
}
