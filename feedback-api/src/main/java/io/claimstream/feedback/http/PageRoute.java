package io.claimstream.feedback.http;

import io.claimstream.feedback.contract.Operation;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;

/**
 * A page at its address, or what a form on one is sent to. Who may use it follows from the operations of the API that it shows: whoever may use each of them.
 * Immutable.
 *
 * @param method GET or POST
 * @param path template as in {@link Operation#path}, not below {@code /v1}
 * @param operations ids of the operations that it shows; none for files that are alike for everyone
 * @param handler answers
 * @param label what the navigation calls it; blank for one that it does not lead to
 * @param isWatching whether the browser asks by itself, so that it is no use of the session
 */
public record PageRoute(
        HandlerType method, String path, List<String> operations, Handler handler, String label, boolean isWatching) {

    public PageRoute {
        operations = List.copyOf(operations);
        if (path.startsWith("/v1/")) {
            throw new IllegalArgumentException("Expected a page outside of the API, but got " + path + ".");
        }
    }

    /** A page that shows what some operations of the API do. */
    public static PageRoute get(String path, Handler handler, String... operations) {
        return new PageRoute(HandlerType.GET, path, List.of(operations), handler, "", false);
    }

    /** What a form is sent to, which does what some operations of the API do. */
    public static PageRoute post(String path, Handler handler, String... operations) {
        return new PageRoute(HandlerType.POST, path, List.of(operations), handler, "", false);
    }

    /** The same page, to which the navigation leads under a name. */
    public PageRoute labelled(String name) {
        return new PageRoute(method, path, operations, handler, name, isWatching);
    }

    /** The same page, for which browsers ask by themselves. */
    public PageRoute watching() {
        return new PageRoute(method, path, operations, handler, label, true);
    }
}
