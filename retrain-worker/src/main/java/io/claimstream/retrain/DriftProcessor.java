package io.claimstream.retrain;

import io.claimstream.domain.drift.DriftRules;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DriftDay;
import io.claimstream.event.DriftFact;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.WaitingFact;
import io.claimstream.model.Scorer;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.streams.Effects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Notes what each revision adds to the day of its event time, and counts what has been noted into the days every so often, or when there
 * is much of it. A day has a sketch for every feature, so that counting each revision by itself would cost more than all else here. When
 * it is counted depends on the wall clock; what a day says in the end does not.
 */
final class DriftProcessor extends ContextualProcessor<String, SpecificRecord, String, DriftDay> {

    /** Bounds the pause in which facts are counted, and memory. */
    static final int MOST_WAITING = 1_000;

    private final Duration every;
    private @Nullable WaitingFacts waiting;
    private @Nullable Effects effects;

    DriftProcessor(Duration every) {
        this.every = every;
    }

    @Override
    public void init(ProcessorContext<String, DriftDay> context) {
        super.init(context);
        effects = Effects.of(context);
        waiting = new WaitingFacts(context.getStateStore(RetrainTopology.DRIFT_FACTS_STORE));
        context.schedule(every, PunctuationType.WALL_CLOCK_TIME, at -> count());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (isCopy(record)) {
            return;
        }
        fact(record.value()).ifPresent(fact -> Objects.requireNonNull(effects).apply(() -> note(fact)));
    }

    /** Features that were put back for the scorer were counted when they came. Their score comes once. */
    private static boolean isCopy(Record<String, SpecificRecord> record) {
        return record.value() instanceof ClaimFeatures && ReplayProof.isReplay(record.headers());
    }

    private static Optional<DriftFact> fact(SpecificRecord value) {
        if (value instanceof ClaimFeatures features) {
            return Optional.of(DriftRules.fact(features));
        }
        if (value instanceof ClaimScored score && isOfModel(score)) {
            return Optional.of(DriftRules.fact(score));
        }
        return Optional.empty();
    }

    private static boolean isOfModel(ClaimScored score) {
        return score.getPurpose() == ScorePurpose.LIVE
                && !score.getModelVersion().equals(Scorer.BASELINE);
    }

    private void note(DriftFact fact) {
        if (Objects.requireNonNull(waiting).note(fact) >= MOST_WAITING) {
            count();
        }
    }

    private void count() {
        Map<String, List<DriftFact>> byDay = new TreeMap<>();
        for (DriftFact fact : Objects.requireNonNull(waiting).take()) {
            byDay.computeIfAbsent(DriftRules.key(without(fact)), key -> new ArrayList<>())
                    .add(fact);
        }
        byDay.forEach(this::add);
    }

    private void add(String key, List<DriftFact> facts) {
        DriftDay known = Optional.ofNullable(days().get(key)).orElseGet(() -> without(facts.get(0)));
        DriftDay day = DriftRules.add(known, facts);
        days().put(key, day);
        context().forward(new Record<>(key, day, context().currentSystemTimeMs()));
    }

    private DriftDay without(DriftFact fact) {
        return DriftRules.dayOf(fact, context().taskId().partition());
    }

    private KeyValueStore<String, DriftDay> days() {
        return context().getStateStore(RetrainTopology.DRIFT_STORE);
    }

    /** Makes a processor for each task and brings the stores along. */
    record Supplier(
            StoreBuilder<KeyValueStore<Integer, WaitingFact>> facts,
            StoreBuilder<KeyValueStore<String, DriftDay>> days,
            Duration every)
            implements ProcessorSupplier<String, SpecificRecord, String, DriftDay> {

        @Override
        public Processor<String, SpecificRecord, String, DriftDay> get() {
            return new DriftProcessor(every);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(facts, days);
        }
    }
}
