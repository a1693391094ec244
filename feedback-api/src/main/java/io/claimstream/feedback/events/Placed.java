package io.claimstream.feedback.events;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of the log, as the events that it tells of.
 *
 * @param partition where it stands
 * @param offset its offset
 * @param at when it happened, as far as the record says: of a score when it was made, of a rejection when the claim was submitted
 * @param events none for a record that tells nobody anything
 */
public record Placed(TopicPartition partition, long offset, Instant at, List<FeedEvent> events) {

    public Placed {
        events = List.copyOf(events);
    }
}
