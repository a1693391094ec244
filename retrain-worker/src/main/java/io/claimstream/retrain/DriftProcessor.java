package io.claimstream.retrain;

import io.claimstream.domain.drift.DriftRules;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DriftDay;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.Scorer;
import io.claimstream.platform.streams.Effects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Adds each revision's features, and the estimate of a model, to the day of its event time, and writes days that changed every few
 * seconds. How often depends on the wall clock; what a day says in the end does not.
 */
final class DriftProcessor extends ContextualProcessor<String, SpecificRecord, String, DriftDay> {

    /** Days kept as objects beside the store: reading one with every claim would cost more than all else. */
    private static final int LATEST = 64;

    private final Duration every;
    private final Set<String> changed = new TreeSet<>();
    private final Map<String, DriftDay> latest = new LinkedHashMap<>(2 * LATEST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DriftDay> eldest) {
            return size() > LATEST;
        }
    };
    private @Nullable Effects effects;

    DriftProcessor(Duration every) {
        this.every = every;
    }

    @Override
    public void init(ProcessorContext<String, DriftDay> context) {
        super.init(context);
        effects = Effects.of(context);
        // A task that is revived begins from its store, not from what an aborted transaction left here.
        latest.clear();
        changed.clear();
        // What changed and was not written before a restart is not known any more.
        try (KeyValueIterator<String, DriftDay> known = days().all()) {
            known.forEachRemaining(day -> changed.add(day.key));
        }
        context.schedule(every, PunctuationType.WALL_CLOCK_TIME, this::write);
    }

    @Override
    public void process(Record<String, SpecificRecord> fact) {
        next(fact.value()).ifPresent(day -> Objects.requireNonNull(effects).apply(() -> {
            String key = DriftRules.key(day);
            days().put(key, day);
            latest.put(key, day);
            changed.add(key);
        }));
    }

    private Optional<DriftDay> next(SpecificRecord fact) {
        int partition = context().taskId().partition();
        if (fact instanceof ClaimFeatures features) {
            return Optional.of(DriftRules.add(known(DriftRules.dayOf(features, partition)), features));
        }
        if (fact instanceof ClaimScored score && isOfModel(score)) {
            return Optional.of(DriftRules.add(known(DriftRules.dayOf(score, partition)), score));
        }
        return Optional.empty();
    }

    private static boolean isOfModel(ClaimScored score) {
        return score.getPurpose() == ScorePurpose.LIVE
                && !score.getModelVersion().equals(Scorer.BASELINE);
    }

    private DriftDay known(DriftDay without) {
        String key = DriftRules.key(without);
        return Optional.ofNullable(latest.get(key))
                .or(() -> Optional.ofNullable(days().get(key)))
                .orElse(without);
    }

    private void write(long at) {
        changed.forEach(key -> context().forward(new Record<>(key, days().get(key), at)));
        changed.clear();
    }

    private KeyValueStore<String, DriftDay> days() {
        return context().getStateStore(RetrainTopology.DRIFT_STORE);
    }

    /** Makes a processor for each task and brings the store along. */
    record Supplier(StoreBuilder<KeyValueStore<String, DriftDay>> days, Duration every)
            implements ProcessorSupplier<String, SpecificRecord, String, DriftDay> {

        @Override
        public Processor<String, SpecificRecord, String, DriftDay> get() {
            return new DriftProcessor(every);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(days);
        }
    }
}
