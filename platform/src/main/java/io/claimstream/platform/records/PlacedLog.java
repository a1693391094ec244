package io.claimstream.platform.records;

import io.claimstream.event.RecordRef;
import java.util.Optional;

/** Records by where they stand. Not thread-safe. */
public interface PlacedLog extends AutoCloseable {

    /**
     * The value of a committed record.
     *
     * @param topic the topic that has it
     * @return empty when there is none at that place, be it no longer or not at all
     * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer
     */
    Optional<byte[]> at(String topic, RecordRef place);

    @Override
    void close();
}
