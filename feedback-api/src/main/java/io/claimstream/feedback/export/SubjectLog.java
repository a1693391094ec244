package io.claimstream.feedback.export;

import io.claimstream.platform.records.PlacedLog;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The log as an export reads it: one record by its place, or what a topic has since a time. Not thread-safe. */
public interface SubjectLog extends PlacedLog {

    /**
     * Hands over the committed records of a topic, in the order of each partition, as far as they go at that moment.
     *
     * @param since begins at the first record of each partition that has this Kafka timestamp or a later one
     * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer, or not in time
     */
    void scan(String topic, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> records);
}
