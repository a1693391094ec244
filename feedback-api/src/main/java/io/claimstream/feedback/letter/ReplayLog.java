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
     * How far a search came.
     *
     * @param place where the copy stands; empty while it is not found
     * @param next where to go on
     * @param isDone whether there is nothing more to look at
     */
    record Search(OptionalLong place, long next, boolean isDone) {}

    /**
     * Looks for a copy that was written before, for some seconds. Looks at something each time, so that searches that go on where the one before ended come to
     * an end.
     *
     * @param copy as it would be written again; found by its proof, which nobody else can write
     * @param from where to begin in its partition
     */
    Search find(ProducerRecord<byte[], byte[]> copy, long from);

    /** Writes a record. Returns where it stands, after every in-sync replica has it. */
    long send(ProducerRecord<byte[], byte[]> record);

    @Override
    void close();
}
