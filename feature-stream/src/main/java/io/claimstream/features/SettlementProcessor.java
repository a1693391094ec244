package io.claimstream.features;

import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.trace.Step;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Notes a settlement or its withdrawal, and what it changes in the history of the claim's entities. */
final class SettlementProcessor extends ContextualProcessor<String, ClaimFeedback, String, Encoded> {

    private final FeatureRules rules;
    private final EventBytes bytes;
    private final FeatureMetrics metrics;
    private @Nullable KeyValueStore<String, ClaimHistoryState> states;
    private @Nullable Effects effects;

    SettlementProcessor(FeatureRules rules, EventBytes bytes, FeatureMetrics metrics) {
        this.rules = rules;
        this.bytes = bytes;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Encoded> context) {
        super.init(context);
        states = context.getStateStore(FeatureTopology.CLAIM_HISTORY_STATE);
        effects = Effects.of(context);
    }

    @Override
    public void process(Record<String, ClaimFeedback> record) {
        Objects.requireNonNull(effects).follow("note-settlement", record.headers(), step -> note(record, step));
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void note(Record<String, ClaimFeedback> record, Step step) {
        ClaimHistoryState known = Objects.requireNonNull(states).get(record.key());
        HistoryTransition transition = rules.feedback(known == null ? ClaimHistory.UNKNOWN : known, record.value());
        List<HistoryOutput> outputs = HistoryOutput.of(transition.events(), bytes);
        if (transition.fresh()) {
            Objects.requireNonNull(effects).apply(() -> write(record, transition.next(), outputs, step));
        }
        metrics.feedback(outputs.size());
    }

    private void write(
            Record<String, ClaimFeedback> record, ClaimHistoryState next, List<HistoryOutput> outputs, Step step) {
        Objects.requireNonNull(states).put(record.key(), next);
        outputs.forEach(output -> output.forward(context(), record.timestamp(), step));
    }
}
