package io.claimstream.platform.deadletter;

import io.claimstream.platform.streams.Quarantine;
import io.claimstream.platform.streams.WorldFailure;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * An output that cannot be written aborts the transaction, since stores may already hold what followed from its input. Unless the
 * world failed, the input is put in quarantine where it is known, and becomes a dead letter when it is read again.
 */
public final class AbortingProductionHandler implements ProductionExceptionHandler {

    private @Nullable Quarantine quarantine;

    @Override
    public void configure(Map<String, ?> configs) {
        quarantine = Quarantine.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception error) {
        return abort(record.topic(), error);
    }

    // The interface declares the record without type arguments.
    @SuppressWarnings("rawtypes")
    @Override
    public Response handleSerializationError(
            ErrorHandlerContext context, ProducerRecord record, Exception error, SerializationExceptionOrigin origin) {
        return abort(record.topic(), error);
    }

    private Response abort(String topic, Exception error) {
        if (WorldFailure.cause(error).isEmpty()) {
            Objects.requireNonNull(quarantine).outputFailed(topic, error);
        }
        return Response.fail();
    }
}
