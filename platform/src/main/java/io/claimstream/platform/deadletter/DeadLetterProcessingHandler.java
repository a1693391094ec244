package io.claimstream.platform.deadletter;

import io.claimstream.platform.streams.EffectFailedException;
import io.claimstream.platform.streams.QuarantinedException;
import io.claimstream.platform.streams.WorldFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that meets a bug before anything was written for it becomes a dead letter. When writing had begun, the transaction is
 * aborted instead, which undoes what was written.
 */
public final class DeadLetterProcessingHandler implements ProcessingExceptionHandler {

    private @Nullable DeadLetters letters;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception error) {
        // A StreamsException comes from Kafka Streams itself and may be an earlier record's: its output, a store.
        boolean ours = !(error instanceof StreamsException) && !EffectFailedException.in(error);
        if (!ours || WorldFailure.cause(error).isPresent()) {
            return Response.fail();
        }
        DeadLetterCode code =
                QuarantinedException.in(error) ? DeadLetterCode.EFFECT_FAILED : DeadLetterCode.PROCESSING_FAILED;
        return Response.resume(List.of(Objects.requireNonNull(letters)
                .letter(code.name(), error, context, context.sourceRawKey(), context.sourceRawValue())));
    }
}
