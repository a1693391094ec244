package io.claimstream.features;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.history.EntityKey;
import io.claimstream.domain.history.HistoryDays;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.trace.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Applies a change to the day buckets of its entity, and sends the snapshot that it asks for on the way to the claim. */
final class SnapshotProcessor extends ContextualProcessor<String, HistoryEvent, String, byte[]> {

    private final FeatureRules rules;
    private final EventBytes bytes;
    private final FeatureMetrics metrics;
    private @Nullable KeyValueStore<String, HistoryDay> days;
    private @Nullable KeyValueStore<String, Long> erased;
    private @Nullable Effects effects;

    SnapshotProcessor(FeatureRules rules, EventBytes bytes, FeatureMetrics metrics) {
        this.rules = rules;
        this.bytes = bytes;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        days = context.getStateStore(FeatureTopology.HISTORY_DAYS);
        erased = context.getStateStore(FeatureTopology.ERASED_HISTORIES);
        effects = Effects.of(context);
    }

    @Override
    public void process(Record<String, HistoryEvent> record) {
        Objects.requireNonNull(effects).follow("take-snapshot", record.headers(), step -> {
            if (record.value().getErased()) {
                end(EntityKey.of(record.value()).text());
            } else {
                take(record, step);
            }
        });
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void take(Record<String, HistoryEvent> record, Step step) {
        HistoryEvent event = record.value();
        StoredDays stored =
                new StoredDays(Objects.requireNonNull(days), EntityKey.of(event).text());
        Optional<byte[]> snapshot = rules.snapshot(event, stored, position()).map(bytes::of);
        boolean isErased = Objects.requireNonNull(erased).get(stored.entity()) != null;
        Map<Integer, HistoryDay> after = isErased ? Map.of() : HistoryDays.after(event, stored);
        Objects.requireNonNull(effects).apply(() -> {
            after.forEach(stored::write);
            snapshot.ifPresent(value -> forward(record, value, step));
        });
        snapshot.ifPresent(value -> metrics.snapshot());
    }

    /** Removes the history. That of a claim that was on its way meanwhile is taken of nothing. */
    private void end(String entity) {
        StoredDays stored = new StoredDays(Objects.requireNonNull(days), entity);
        List<Integer> all = stored.all();
        Objects.requireNonNull(effects).apply(() -> {
            all.forEach(day -> stored.write(day, HistoryDays.EMPTY));
            Objects.requireNonNull(erased).put(entity, position().getOffset());
        });
    }

    private void forward(Record<String, HistoryEvent> record, byte[] snapshot, Step step) {
        HistoryEvent event = record.value();
        String claim = ClaimKey.textOf(event.getInsurer(), event.getClaimId());
        context().forward(new Record<>(claim, snapshot, record.timestamp(), step.headers()));
    }

    private RecordRef position() {
        RecordMetadata position = context().recordMetadata().orElseThrow();
        return new RecordRef(position.partition(), position.offset());
    }
}
