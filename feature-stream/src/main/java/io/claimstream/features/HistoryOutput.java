package io.claimstream.features;

import io.claimstream.domain.history.EntityKey;
import io.claimstream.event.HistoryEvent;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.trace.Step;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A change of history, ready to be written.
 *
 * @param key text of the entity
 * @param event the change
 */
record HistoryOutput(String key, Encoded event) {

    static List<HistoryOutput> of(List<HistoryEvent> events, EventBytes bytes) {
        return events.stream()
                .map(event -> new HistoryOutput(EntityKey.of(event).text(), bytes.of(event)))
                .toList();
    }

    void forward(ProcessorContext<String, Encoded> context, long timestamp, Step step) {
        context.forward(new Record<>(key, event, timestamp, step.headers()));
    }
}
