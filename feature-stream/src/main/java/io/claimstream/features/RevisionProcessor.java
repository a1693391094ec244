package io.claimstream.features;

import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.domain.history.PendingQueue;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.PendingRevisions;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.trace.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Notes an accepted revision: it waits for its snapshots, and changes the history of the entities that it names. */
final class RevisionProcessor extends ContextualProcessor<String, ClaimAccepted, String, Encoded> {

    private final FeatureRules rules;
    private final EventBytes bytes;
    private final FeatureMetrics metrics;
    private @Nullable KeyValueStore<String, ClaimHistoryState> states;
    private @Nullable KeyValueStore<String, PendingRevisions> pendings;
    private @Nullable Effects effects;

    RevisionProcessor(FeatureRules rules, EventBytes bytes, FeatureMetrics metrics) {
        this.rules = rules;
        this.bytes = bytes;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Encoded> context) {
        super.init(context);
        states = context.getStateStore(FeatureTopology.CLAIM_HISTORY_STATE);
        pendings = context.getStateStore(FeatureTopology.PENDING_REVISIONS);
        effects = Effects.of(context);
    }

    @Override
    public void process(Record<String, ClaimAccepted> record) {
        Objects.requireNonNull(effects).follow("note-revision", record.headers(), step -> note(record, step));
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void note(Record<String, ClaimAccepted> record, Step step) {
        ClaimHistoryState known = Objects.requireNonNull(states).get(record.key());
        HistoryTransition transition = rules.accept(known == null ? ClaimHistory.UNKNOWN : known, record.value());
        List<HistoryOutput> outputs = HistoryOutput.of(transition.events(), bytes);
        if (transition.fresh()) {
            PendingRevisions queue = queue(record, transition.next());
            Objects.requireNonNull(effects).apply(() -> {
                write(record, transition.next(), queue);
                outputs.forEach(output -> output.forward(context(), record.timestamp(), step));
            });
        }
        metrics.accepted(transition.fresh(), outputs.size());
    }

    private PendingRevisions queue(Record<String, ClaimAccepted> record, ClaimHistoryState next) {
        PendingRevisions known = Objects.requireNonNull(pendings).get(record.key());
        PendingFeatures pending = Gathering.begin(
                record.value(), position(), next.getRevisions(), Instant.ofEpochMilli(record.timestamp()));
        return PendingQueue.join(known == null ? PendingQueue.EMPTY : known, pending);
    }

    private void write(Record<String, ClaimAccepted> record, ClaimHistoryState next, PendingRevisions queue) {
        Objects.requireNonNull(pendings).put(record.key(), queue);
        Objects.requireNonNull(states).put(record.key(), next);
    }

    private RecordRef position() {
        RecordMetadata position = context().recordMetadata().orElseThrow();
        return new RecordRef(position.partition(), position.offset());
    }
}
