package io.claimstream.feedback.privacy;

import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What an erasure reaches beyond the database. Every method throws a {@link RuntimeException} when Kafka does not answer; then the step is tried again. */
public interface ErasureWorld {

    /**
     * Writes an erasure, acknowledged by all in-sync replicas.
     *
     * @return where it stands
     */
    RecordRef tell(SubjectErased erased);

    /** Offsets behind the last record of each partition of a topic, also of transactions that are open. */
    Map<TopicPartition, Long> ends(String topic);

    /** Whether the read model has everything before these offsets. */
    boolean isInReadModel(Map<TopicPartition, Long> ends);

    /** Whether the read model has every erasure that was on its topic when this process started. */
    boolean hasErasures();

    /** Whether feature-stream has done everything before these offsets, its states committed. */
    boolean isInHistories(Map<TopicPartition, Long> ends);
}
