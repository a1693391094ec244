package io.claimstream.ledger;

import io.claimstream.platform.streams.Encoded;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An entry or a head in the bytes of its topic.
 *
 * @param partition the chain, which is also the partition of the topic
 */
record Line(Encoded encoded, int partition) {

    /** A serde that writes the bytes as they are and cannot read. */
    static Serde<Line> serde() {
        return Serdes.serdeFrom(
                (topic, line) -> line == null ? null : line.encoded().bytes(), (topic, bytes) -> {
                    throw new UnsupportedOperationException("Expected lines of the ledger to be written only.");
                });
    }

    /** Where it goes, as Kafka Streams asks. */
    static Optional<Set<Integer>> partitions(String topic, String key, Line line, int partitions) {
        return Optional.of(Set.of(line.partition()));
    }
}
