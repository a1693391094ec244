package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Idempotency-Key}. */
final class IdempotencyKey {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private IdempotencyKey() {}

    /**
     * The caller's name for a request; empty without one.
     *
     * @throws ProblemException when it has another form
     */
    static Optional<String> of(Context context) {
        Optional<String> key = Optional.ofNullable(context.header("Idempotency-Key"));
        if (key.isPresent() && !FORM.matcher(key.get()).matches()) {
            throw new ProblemException(
                    ProblemCode.INVALID_HEADER, "Expected an Idempotency-Key of 1 to 200 visible ASCII characters.");
        }
        return key;
    }
}
