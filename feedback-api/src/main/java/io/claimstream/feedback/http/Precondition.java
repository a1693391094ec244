package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;

/** The header {@code If-Match}: which state a change is of. */
final class Precondition {

    private static final String HEADER = "If-Match";

    private Precondition() {}

    /**
     * Lets only a change of the current state through.
     *
     * @throws ProblemException without the header, or when it names another state
     */
    static void require(Context context, EntityTag current) {
        String asked = Optional.ofNullable(context.header(HEADER))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.PRECONDITION_REQUIRED, "Expected " + HEADER + " with the ETag that you read."));
        boolean isKnown = Arrays.stream(asked.split(",", -1))
                .map(String::strip)
                .anyMatch(it -> it.equals("*") || it.equals(current.value()));
        if (!isKnown) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_FAILED, "Expected the ETag of the present state; read it again.");
        }
    }
}
