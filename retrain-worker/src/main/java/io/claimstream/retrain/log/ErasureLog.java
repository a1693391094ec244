package io.claimstream.retrain.log;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.SubjectErased;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Who is erased by what is committed on privacy.erasures.v1. Each look reads only what came since the one before. Thread-safe. */
public final class ErasureLog {

    private static final int PARTITION = 0;

    private final CommittedLog<SubjectErased> topic;
    private final Erasures.Reading reading = new Erasures.Reading();
    private Map<Integer, Long> readUpTo = Map.of();

    public ErasureLog(CommittedLog<SubjectErased> topic) {
        this.topic = topic;
    }

    /** That of the cluster that the settings name. */
    public static ErasureLog of(Settings settings, EventSerdes serdes) {
        return new ErasureLog(CommittedLog.of(settings, serdes, Topics.PRIVACY_ERASURES));
    }

    /**
     * Everybody who is erased now.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic: nobody may be learned from while nobody can say who is erased
     */
    public synchronized Erasures read() {
        readUpTo = topic.read(readUpTo, read -> reading.add(read.offset(), read.value()));
        Long end = readUpTo.get(PARTITION);
        if (end == null) {
            throw new UnknownTopicOrPartitionException(
                    "Expected topic " + Topics.PRIVACY_ERASURES.name() + ", but Kafka does not have it.");
        }
        return reading.upTo(end);
    }
}
