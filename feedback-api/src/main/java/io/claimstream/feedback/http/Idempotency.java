package io.claimstream.feedback.http;

import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.idempotency.KeptAnswer;
import io.claimstream.feedback.idempotency.RequestName;
import io.claimstream.feedback.idempotency.Turn;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that change something and carry an {@code Idempotency-Key}: the same one sent again changes nothing and gets the same answer. What
 * changed nothing is not kept, so it may be tried again. A form with files is named by its contents instead, by its own desk.
 */
final class Idempotency {

    /** Says that the request changed something, whatever the status of its answer. */
    static final String CHANGED = "changed";

    private static final String NAME = "idempotencyName";
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final IdempotencyLedger ledger;
    private final RequestBody body;

    Idempotency(IdempotencyLedger ledger, RequestBody body) {
        this.ledger = ledger;
        this.body = body;
    }

    /** Before the handler: answers in its place when the request was carried out, or is being. */
    void begin(Context context) {
        Optional<String> key = IdempotencyKey.of(context);
        if (key.isEmpty() || !CHANGING.contains(context.method().name()) || context.isMultipartFormData()) {
            return;
        }
        RequestName name = name(context, key.get());
        Turn turn = ledger.begin(name);
        if (turn instanceof Turn.Mine) {
            context.attribute(NAME, name);
        } else if (turn instanceof Turn.Done done) {
            replay(context, done.answer());
        } else if (turn instanceof Turn.Reused) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new Idempotency-Key for another request.");
        } else {
            throw new ProblemException(
                    ProblemCode.IN_FLIGHT, "Expected the same request to be done first; send it again soon.");
        }
    }

    /** After the handler, and after the future that it left. */
    void end(Context context) {
        RequestName name = context.attribute(NAME);
        if (name == null) {
            return;
        }
        byte[] sent = context.attribute(Answers.BODY);
        boolean isChange = context.statusCode() < 300 || context.attribute(CHANGED) != null;
        if (isChange && context.statusCode() < 500 && sent != null) {
            ledger.keep(
                    name,
                    new KeptAnswer(
                            context.statusCode(),
                            Objects.requireNonNullElse(context.res().getContentType(), "application/json"),
                            context.res().getHeader("Location"),
                            new String(sent, StandardCharsets.UTF_8)));
        } else {
            ledger.release(name);
        }
    }

    private RequestName name(Context context, String key) {
        String query = Optional.ofNullable(context.queryString()).orElse("");
        return RequestName.of(
                Objects.requireNonNull(context.attribute(Authentication.ACTOR)),
                key,
                context.method().name() + " " + context.path() + "?" + query,
                body.bytes(context));
    }

    private static void replay(Context context, KeptAnswer answer) {
        if (answer.location() != null) {
            context.header("Location", answer.location());
        }
        context.header("Idempotent-Replayed", "true")
                .status(answer.status())
                .contentType(answer.contentType())
                .result(answer.body());
        context.skipRemainingHandlers();
    }
}
