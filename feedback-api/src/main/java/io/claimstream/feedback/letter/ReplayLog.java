package io.claimstream.feedback.letter;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What replays need of Kafka. Whatever fails is a {@link org.apache.kafka.common.KafkaException}. Not thread-safe. */
public interface ReplayLog extends AutoCloseable {

    /** A dead letter as it stands on its topic; empty when retention has deleted it. */
    Optional<ConsumerRecord<byte[], byte[]>> letter(LetterId id);

    /** Where the next record of a partition will stand. */
    long end(TopicPartition partition);

    /**
     * Where a copy stands that was written before; empty when there is none.
     *
     * @param copy as it would be written again; found by its proof, which nobody else can write
     * @param from where to begin in its partition
     */
    OptionalLong find(ProducerRecord<byte[], byte[]> copy, long from);

    /** Writes a record. Returns where it stands, after every in-sync replica has it. */
    long send(ProducerRecord<byte[], byte[]> record);

    @Override
    void close();
}
