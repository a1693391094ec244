package io.claimstream.feedback.publish;

import io.claimstream.event.RecordRef;
import io.claimstream.schemas.Topic;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Writes events to Kafka. Thread-safe. */
public interface EventPublisher {

    /**
     * Writes one event.
     *
     * @return completes with where the event stands, after every in-sync replica has it; or, within seconds, with a {@link
     *     PublishException}, after which it may or may not have been written
     */
    <V extends SpecificRecord> CompletableFuture<RecordRef> publish(Topic<V> topic, String key, V event);
}
