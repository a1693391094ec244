package io.claimstream.features;

import io.claimstream.domain.history.Gathering;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the snapshots of a waiting revision, and writes its features when all are there and every earlier revision of the claim
 * has left.
 */
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
        List<Departure> departures = Gathering.isComplete(pending) ? departures(key, pending) : List.of();
        boolean stays =
                departures.stream().noneMatch(departure -> departure.key().equals(key));
        Objects.requireNonNull(effects).apply(() -> {
            if (stays) {
                Objects.requireNonNull(pendings).put(key, pending);
            }
            departures.forEach(departure -> finish(record, departure));
        });
        departures.forEach(departure -> metrics.features(departure.features()));
    }

    /** A revision leaves after those before it: whoever keeps a claim's latest score must not keep an older one. */
    private List<Departure> departures(String key, PendingFeatures complete) {
        SortedMap<Integer, KeyValue<String, PendingFeatures>> byRevision = new TreeMap<>();
        String claim = PendingKey.prefix(complete.getClaim());
        try (KeyValueIterator<String, PendingFeatures> waiting = Objects.requireNonNull(pendings)
                .prefixScan(claim, Serdes.String().serializer())) {
            waiting.forEachRemaining(other -> byRevision.put(PendingKey.revision(other.key), other));
        }
        byRevision.put(complete.getClaim().getRevision(), KeyValue.pair(key, complete));
        return leaving(byRevision.values());
    }

    private List<Departure> leaving(Collection<KeyValue<String, PendingFeatures>> inOrder) {
        List<Departure> departures = new ArrayList<>();
        for (KeyValue<String, PendingFeatures> next : inOrder) {
            Optional<ClaimFeatures> features = rules.complete(next.value);
            if (features.isEmpty()) {
                break;
            }
            departures.add(new Departure(next.key, features.get(), bytes.of(features.get())));
        }
        return departures;
    }

    private void finish(Record<String, byte[]> record, Departure departure) {
        Objects.requireNonNull(pendings).delete(departure.key());
        context().forward(new Record<>(record.key(), departure.bytes(), record.timestamp(), new RecordHeaders()));
    }

    /**
     * A features record that leaves.
     *
     * @param key under which its revision waited
     */
    private record Departure(String key, ClaimFeatures features, Encoded bytes) {}
}
