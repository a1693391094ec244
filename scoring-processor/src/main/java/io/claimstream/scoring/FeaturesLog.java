package io.claimstream.scoring;

import io.claimstream.event.RecordRef;
import java.util.Optional;

/** The records on claims.features.v1 by where they stand. Not thread-safe. */
interface FeaturesLog extends AutoCloseable {

    /**
     * The value of a committed record.
     *
     * @return empty when there is none at that place, be it no longer or not at all
     * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer
     */
    Optional<byte[]> at(RecordRef place);

    @Override
    void close();
}
