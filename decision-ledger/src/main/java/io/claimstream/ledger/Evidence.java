package io.claimstream.ledger;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record of a decision, and the bytes that it was read from.
 *
 * @param event what it says
 * @param bytes its value as it stands on the topic; not to be changed
 */
// The bytes are hashed once and never kept.
@SuppressWarnings("ArrayRecordComponent")
record Evidence(SpecificRecord event, byte[] bytes) {

    /**
     * A serde that reads and cannot write.
     *
     * @param read told of each record before it is decoded, so that meters add up
     */
    static <V extends SpecificRecord> Serde<Evidence> serde(Serde<V> events, Runnable read) {
        Deserializer<V> deserializer = events.deserializer();
        return Serdes.serdeFrom(
                (topic, evidence) -> {
                    throw new UnsupportedOperationException("Expected decisions to be read only.");
                },
                (topic, bytes) -> {
                    read.run();
                    return new Evidence(deserializer.deserialize(topic, bytes), bytes);
                });
    }
}
