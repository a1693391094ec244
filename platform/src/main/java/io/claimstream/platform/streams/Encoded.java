package io.claimstream.platform.streams;

import io.claimstream.schemas.Topic;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An event already in the bytes of its topic, so that writing it cannot fail on its contents.
 *
 * @param topic where it goes
 * @param bytes its value; not to be changed
 */
// The bytes are made once and only read; a copy for each would be waste on the busiest path.
@SuppressWarnings("ArrayRecordComponent")
public record Encoded(Topic<?> topic, byte[] bytes) {

    /** A serde that writes the bytes as they are and cannot read. */
    public static Serde<Encoded> serde() {
        return Serdes.serdeFrom((topic, encoded) -> encoded == null ? null : encoded.bytes(), (topic, bytes) -> {
            throw new UnsupportedOperationException("Expected encoded events to be written only.");
        });
    }

    /** Whether this goes to a topic. */
    public boolean goesTo(Topic<?> other) {
        return topic.name().equals(other.name());
    }
}
