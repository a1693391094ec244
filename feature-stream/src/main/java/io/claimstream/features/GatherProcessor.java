package io.claimstream.features;

import io.claimstream.domain.history.Gathering;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Gathers the snapshots of a waiting revision, and writes its features when all are there. */
final class GatherProcessor extends ContextualProcessor<String, byte[], String, Encoded> {

    private final FeatureRules rules;
    private final EventBytes bytes;
    private final FeatureMetrics metrics;
    private @Nullable KeyValueStore<String, PendingFeatures> pendings;
    private @Nullable Effects effects;

    GatherProcessor(FeatureRules rules, EventBytes bytes, FeatureMetrics metrics) {
        this.rules = rules;
        this.bytes = bytes;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Encoded> context) {
        super.init(context);
        pendings = context.getStateStore(FeatureTopology.PENDING_FEATURES);
        effects = Effects.of(context);
    }

    /** A snapshot for which no revision waits is a redelivery: its features are written already. */
    @Override
    public void process(Record<String, byte[]> record) {
        SnapshotTaken taken = bytes.snapshot(record.value());
        String key = PendingKey.of(taken);
        PendingFeatures waiting = Objects.requireNonNull(pendings).get(key);
        if (waiting != null) {
            gather(record, key, Gathering.add(waiting, taken.getSnapshot()));
        }
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void gather(Record<String, byte[]> record, String key, PendingFeatures pending) {
        Optional<ClaimFeatures> features = rules.complete(pending);
        Optional<Encoded> output = features.map(bytes::of);
        Objects.requireNonNull(effects)
                .apply(() -> output.ifPresentOrElse(
                        value -> finish(record, key, value),
                        () -> Objects.requireNonNull(pendings).put(key, pending)));
        features.ifPresent(metrics::features);
    }

    private void finish(Record<String, byte[]> record, String key, Encoded features) {
        Objects.requireNonNull(pendings).delete(key);
        context().forward(new Record<>(record.key(), features, record.timestamp(), new RecordHeaders()));
    }
}
