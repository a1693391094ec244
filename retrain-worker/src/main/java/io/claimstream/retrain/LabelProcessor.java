package io.claimstream.retrain;

import io.claimstream.domain.label.LabelRules;
import io.claimstream.domain.label.LabelStep;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.LabelState;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.streams.Effects;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Hands each fact of a claim to {@link LabelRules} and keeps what they say. Everything is computed before anything is
 * written, and what is written stands or falls together: whatever throws, the same record can come again and gives exactly one label.
 */
final class LabelProcessor extends ContextualProcessor<String, SpecificRecord, String, ClaimLabelled> {

    private final LabelMeter meter;
    private @Nullable Effects effects;

    LabelProcessor(LabelMeter meter) {
        this.meter = meter;
    }

    @Override
    public void init(ProcessorContext<String, ClaimLabelled> context) {
        super.init(context);
        effects = Effects.of(context);
    }

    @Override
    public void process(Record<String, SpecificRecord> fact) {
        KeyValueStore<String, LabelState> states = context().getStateStore(RetrainTopology.STORE);
        LabelState known = Optional.ofNullable(states.get(fact.key())).orElseGet(LabelRules::nothing);
        LabelStep step = step(known, fact.value());
        if (fact.value() instanceof ClaimFeedback feedback) {
            meter.heard(feedback, known.getScored(), Instant.ofEpochMilli(fact.timestamp()));
        }
        if (step.next().equals(known)) {
            return;
        }
        effects().apply(() -> write(states, fact, step));
    }

    private void write(KeyValueStore<String, LabelState> states, Record<String, SpecificRecord> fact, LabelStep step) {
        states.put(fact.key(), step.next());
        step.written().ifPresent(label -> {
            context().forward(fact.withValue(label));
            meter.written(label);
        });
    }

    private Effects effects() {
        return Objects.requireNonNull(effects);
    }

    private LabelStep step(LabelState known, SpecificRecord fact) {
        if (fact instanceof ClaimFeatures features) {
            return LabelRules.features(known, features, here());
        }
        if (fact instanceof ClaimScored score) {
            return LabelRules.scored(known, score);
        }
        if (fact instanceof ClaimFeedback feedback) {
            return LabelRules.feedback(known, feedback);
        }
        throw new IllegalStateException("Expected features, a score or feedback, but got " + fact.getSchema());
    }

    /** Where the features record stands; it is read from its own topic, so these are the coordinates that a score names. */
    private RecordRef here() {
        return context()
                .recordMetadata()
                .map(it -> new RecordRef(it.partition(), it.offset()))
                .orElseThrow();
    }

    /** Makes a processor for each task and brings the store along. */
    record Supplier(StoreBuilder<KeyValueStore<String, LabelState>> states, LabelMeter meter)
            implements ProcessorSupplier<String, SpecificRecord, String, ClaimLabelled> {

        @Override
        public Processor<String, SpecificRecord, String, ClaimLabelled> get() {
            return new LabelProcessor(meter);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(states);
        }
    }
}
