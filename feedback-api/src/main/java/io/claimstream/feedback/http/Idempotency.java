package io.claimstream.feedback.http;

import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.idempotency.KeptAnswer;
import io.claimstream.feedback.idempotency.RequestName;
import io.claimstream.feedback.idempotency.Turn;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that change something and carry an {@code Idempotency-Key}: the same one sent again changes nothing and gets the same answer, or, where that
 * showed a secret, is told so. What changed nothing is not kept, so it may be tried again. A form with files, or a body that is streamed, is named by its contents instead, by
 * its own desk.
 */
final class Idempotency {

    /** Says that the request changed something, whatever the status of its answer. */
    static final String CHANGED = "changed";

    private static final String NAME = "idempotencyName";
    private static final String SECRET = "shownOnce";
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final IdempotencyLedger ledger;
    private final RequestBody body;

    Idempotency(IdempotencyLedger ledger, RequestBody body) {
        this.ledger = ledger;
        this.body = body;
    }

    /** A handler that is passed over when its request was carried out, or is being. */
    Handler of(Operation operation, Handler handler) {
        if (!CHANGING.contains(operation.method()) || operation.roles().isEmpty() || operation.isStreamed()) {
            return handler;
        }
        return context -> {
            Optional<String> key = IdempotencyKey.of(context);
            if (key.isEmpty() || context.isMultipartFormData() || isTurnOf(context, key.get())) {
                context.attribute(SECRET, operation.isShownOnce());
                handler.handle(context);
            }
        };
    }

    private boolean isTurnOf(Context context, String key) {
        RequestName name = name(context, key);
        Turn turn = ledger.begin(name);
        if (turn instanceof Turn.Mine) {
            context.attribute(NAME, name);
            return true;
        }
        if (turn instanceof Turn.Done done) {
            replay(context, done.answer());
            return false;
        }
        throw turn instanceof Turn.Reused
                ? new ProblemException(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new Idempotency-Key for another request.")
                : new ProblemException(
                        ProblemCode.IN_FLIGHT, "Expected the same request to be done first; send it again soon.");
    }

    /** After the handler, and after the future that it left. */
    void end(Context context) {
        RequestName name = context.attribute(NAME);
        if (name == null) {
            return;
        }
        byte[] sent = context.attribute(Answers.BODY);
        boolean isChange = context.statusCode() < 300 || context.attribute(CHANGED) != null;
        if (isChange && context.statusCode() < 500) {
            ledger.keep(name, answer(context, Objects.requireNonNullElse(sent, new byte[0])));
        } else {
            ledger.release(name);
        }
    }

    private static KeptAnswer answer(Context context, byte[] sent) {
        if (Boolean.TRUE.equals(context.attribute(SECRET))) {
            ProblemException shown = new ProblemException(
                    ProblemCode.SHOWN_ONCE, "Expected the answer of the first time: what it showed is kept nowhere.");
            return new KeptAnswer(
                    ProblemCode.SHOWN_ONCE.status(),
                    Problem.MEDIA_TYPE,
                    null,
                    EventJson.format(shown.problem().toJson("")));
        }
        return new KeptAnswer(
                context.statusCode(),
                Objects.requireNonNullElse(context.res().getContentType(), "application/json"),
                context.res().getHeader("Location"),
                new String(sent, StandardCharsets.UTF_8));
    }

    private RequestName name(Context context, String key) {
        String query = Optional.ofNullable(context.queryString()).orElse("");
        return RequestName.of(
                Authentication.caller(context).name(),
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
    }
}
