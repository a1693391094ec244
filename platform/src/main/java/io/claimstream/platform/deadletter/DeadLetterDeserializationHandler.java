package io.claimstream.platform.deadletter;

import io.claimstream.platform.seal.CannotOpenException;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.schemas.serde.DecodingException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** A record that cannot be decoded becomes a dead letter; one that cannot be decoded now, because the world fails, waits. */
public final class DeadLetterDeserializationHandler implements DeserializationExceptionHandler {

    private @Nullable DeadLetters letters;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception error) {
        if (WorldFailure.cause(error).isPresent()) {
            return Response.fail();
        }
        return Response.resume(List.of(
                Objects.requireNonNull(letters).letter(code(error), error, context, record.key(), record.value())));
    }

    private static String code(Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecodingException decoding) {
                return decoding.code().name();
            }
            if (cause instanceof CannotOpenException) {
                return DeadLetterCode.CANNOT_OPEN.name();
            }
        }
        return DecodingException.Code.MALFORMED_BODY.name();
    }
}
