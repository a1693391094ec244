package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Gate;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets only callers with an API key through: {@code Authorization: Bearer <key>} or {@code X-Api-Key: <key>}. */
final class Authentication {

    /** Request attribute that holds the caller's name. */
    static final String ACTOR = "actor";

    /** Request attribute that holds the caller's role. */
    static final String ROLE = "role";

    private static final String BEARER = "bearer ";

    private final Gate gate;

    Authentication(Gate gate) {
        this.gate = gate;
    }

    void check(Context context) {
        Optional<Caller> caller = presented(context).flatMap(gate::caller);
        if (caller.isEmpty()) {
            context.header("WWW-Authenticate", "Bearer realm=\"claimstream\"");
            throw new ProblemException(
                    ProblemCode.UNAUTHENTICATED,
                    "Expected a valid key: Authorization: Bearer <key>, or X-Api-Key: <key>.");
        }
        context.attribute(ACTOR, caller.get().name());
        context.attribute(ROLE, caller.get().role());
    }

    private static Optional<String> presented(Context context) {
        Optional<String> bearer = Optional.ofNullable(context.header("Authorization"))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return bearer.or(() -> Optional.ofNullable(context.header("X-Api-Key")).map(String::strip));
    }
}
