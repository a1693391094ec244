package io.claimstream.launcher.offline;

import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The event of a record that anybody may have written. */
public final class DecodedRecord {

    private DecodedRecord() {}

    /** The event of a record with a value; empty when this build cannot read it. */
    public static <V> Optional<V> of(Deserializer<V> deserializer, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(deserializer.deserialize(record.topic(), record.value()));
        } catch (DecodingException | UnknownSchemaException e) {
            return Optional.empty();
        }
    }
}
