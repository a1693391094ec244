package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;

/** Lets pages of other origins ask (CORS), those that are named and no others. Thread-safe. */
final class CrossOrigin {

    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
    private static final String ASKED_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, Prefer, X-Api-Key, X-CSRF-Token";
    private static final String SHOWN_HEADERS =
            "ETag, Idempotent-Replayed, Link, Location, Preference-Applied, RateLimit, RateLimit-Policy, Retry-After, X-Trace-Id";
    private static final String MAX_AGE_SECONDS = "600";
    private static final int NO_CONTENT = 204;

    private final Set<String> origins;

    CrossOrigin(Set<String> origins) {
        this.origins = origins;
    }

    /** Before everything else: a browser asks beforehand, and without a key, whether a page may ask. */
    void check(Context context) {
        if (origins.isEmpty()) {
            return;
        }
        // Whatever is answered, it is answered for this origin only.
        context.header("Vary", "Origin");
        Optional<String> origin = Optional.ofNullable(context.header("Origin")).filter(origins::contains);
        if (origin.isEmpty()) {
            return;
        }
        context.header("Access-Control-Allow-Origin", origin.get())
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", SHOWN_HEADERS);
        boolean isAskedBeforehand =
                context.req().getMethod().equals("OPTIONS") && context.header("Access-Control-Request-Method") != null;
        if (isAskedBeforehand) {
            context.header("Access-Control-Allow-Methods", METHODS)
                    .header("Access-Control-Allow-Headers", ASKED_HEADERS)
                    .header("Access-Control-Max-Age", MAX_AGE_SECONDS)
                    .status(NO_CONTENT)
                    .skipRemainingHandlers();
        }
    }
}
