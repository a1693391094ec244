package io.claimstream.feedback.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the log as events. A record is told only when the read model has it, so that whoever then asks for its link finds something. Not
 * thread-safe.
 */
public interface EventLog extends AutoCloseable {

    /**
     * Where the records of some topics end now, by partition.
     *
     * @throws RuntimeException when that cannot be told, as while a topic is not there yet
     */
    Map<TopicPartition, Long> ends(Collection<String> topics);

    /** Reads on from these places, and from no other partition. */
    void seek(Map<TopicPartition, Long> places);

    /** Waits a little for records, and gives at most 100 that the read model has, in the order of the log. */
    List<Placed> read();

    /** Up to where everything is read and told, by partition. */
    Map<TopicPartition, Long> places();

    @Override
    void close();
}
