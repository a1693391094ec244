package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.GateUnavailableException;
import io.claimstream.feedback.account.BusyException;
import io.claimstream.feedback.billing.AlteredRecordException;
import io.claimstream.feedback.events.TooManyStreamsException;
import io.claimstream.feedback.privacy.ReceiptKeyUnavailableException;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyServiceUnavailableException;
import io.claimstream.platform.trace.TraceLog;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Answers {

    static final String TRACE_ID = TraceLog.KEY;

    /** The bytes of the answer. */
    static final String BODY = "answerBytes";

    private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private Answers() {}

    static void json(Context context, int status, JsonNode body) {
        write(context, status, "application/json", body);
    }

    static void problem(Context context, Problem problem) {
        sayWhen(context, problem);
        if (problem.link() != null) {
            context.header("Link", "<" + problem.link() + ">; rel=\"latest-version\"");
        }
        String traceId = Objects.requireNonNullElse(context.attribute(TRACE_ID), "");
        write(context, problem.code().status(), Problem.MEDIA_TYPE, problem.toJson(traceId));
    }

    /** Says when to try again, where that makes sense. */
    static void sayWhen(Context context, Problem problem) {
        if (problem.code().passing()) {
            context.header("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** The answer to a failure, whatever it is. */
    static void failure(Context context, Throwable failure) {
        problem(context, problemOf(context, failure));
    }

    /** What to say of a failure, whatever it is. What nobody foresaw is logged. */
    static Problem problemOf(Context context, Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof ErasedClaimException erased) {
            return Problem.of(ProblemCode.ERASED, erased.answer());
        }
        if (failure instanceof PublishException refused) {
            return refused.reason() == PublishException.Cause.UNAVAILABLE
                    ? Problem.of(
                            ProblemCode.KAFKA_UNAVAILABLE, "Expected an acknowledgement of Kafka; send the same again.")
                    : Problem.of(ProblemCode.TOO_BUSY, "Expected fewer requests at once; send the same again.");
        }
        if (failure instanceof BusyException) {
            return Problem.of(ProblemCode.TOO_BUSY, "Expected fewer people to sign in at once; send the same again.");
        }
        if (failure instanceof TooManyStreamsException) {
            return Problem.of(ProblemCode.TOO_BUSY, Objects.requireNonNull(failure.getMessage()));
        }
        if (failure instanceof GateUnavailableException) {
            return Problem.of(
                    ProblemCode.IDENTITY_PROVIDER_UNAVAILABLE,
                    "Expected the keys of the identity provider; send the same again.");
        }
        if (failure instanceof KeyServiceUnavailableException) {
            return Problem.of(
                    ProblemCode.SEALING_UNAVAILABLE,
                    "Expected the key management service to answer; send the same again.");
        }
        if (failure instanceof KeyEncryptionKeyMissingException) {
            return Problem.of(
                    ProblemCode.SEALING_UNAVAILABLE,
                    "Expected the key that wraps the keys of persons among the secrets; send the same again once it is there.");
        }
        if (failure instanceof ReceiptKeyUnavailableException) {
            return Problem.of(
                    ProblemCode.RECEIPT_KEY_UNAVAILABLE,
                    failure.getMessage() + " Put it there, and send the same again.");
        }
        Optional<String> traceId = Optional.ofNullable(context.attribute(TRACE_ID));
        TraceLog.in(traceId, LOGGER.atError().setCause(failure)).log("request failed");
        if (failure instanceof AlteredRecordException) {
            return Problem.of(
                    ProblemCode.RECORD_ALTERED,
                    failure.getMessage() + " Compare it with the one that was sent, and bring it back from a backup.");
        }
        if (failure instanceof JdbiException
                || failure instanceof SQLException
                || failure instanceof DatabaseUnavailableException) {
            return Problem.of(ProblemCode.DATABASE_UNAVAILABLE, "Expected an answer of the database; try again.");
        }
        return Problem.of(ProblemCode.INTERNAL, "The log has more under the trace id.");
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
    }

    private static void write(Context context, int status, String mediaType, JsonNode body) {
        byte[] bytes = EventJson.format(body).getBytes(StandardCharsets.UTF_8);
        context.attribute(BODY, bytes);
        context.status(status).contentType(mediaType).result(bytes);
    }
}
