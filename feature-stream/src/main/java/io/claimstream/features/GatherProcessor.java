package io.claimstream.features;

import io.claimstream.domain.history.PendingQueue;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.PendingRevisions;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.trace.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
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
    private @Nullable KeyValueStore<String, PendingRevisions> pendings;
    private @Nullable Effects effects;

    GatherProcessor(FeatureRules rules, EventBytes bytes, FeatureMetrics metrics) {
        this.rules = rules;
        this.bytes = bytes;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Encoded> context) {
        super.init(context);
        pendings = context.getStateStore(FeatureTopology.PENDING_REVISIONS);
        effects = Effects.of(context);
    }

    /** A snapshot for which no revision waits is a redelivery: its features are written already. */
    @Override
    public void process(Record<String, byte[]> record) {
        Objects.requireNonNull(effects).follow("gather-snapshots", record.headers(), step -> add(record, step));
    }

    private void add(Record<String, byte[]> record, Step step) {
        SnapshotTaken taken = bytes.snapshot(record.value());
        Optional.ofNullable(Objects.requireNonNull(pendings).get(record.key()))
                .flatMap(queue -> PendingQueue.add(queue, taken.getRevision(), taken.getSnapshot()))
                .ifPresent(queue -> gather(record, queue, new Arrival(taken.getRevision(), step)));
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void gather(Record<String, byte[]> record, PendingRevisions queue, Arrival arrival) {
        List<Departure> departures = departures(queue);
        PendingRevisions staying = PendingQueue.without(queue, departures.size());
        Objects.requireNonNull(effects).apply(() -> {
            keep(record.key(), staying);
            departures.forEach(departure -> forward(record, departure, arrival));
        });
        departures.forEach(departure -> metrics.features(departure.features(), departure.ingestedAt(record)));
    }

    private List<Departure> departures(PendingRevisions queue) {
        List<Departure> departures = new ArrayList<>();
        for (PendingFeatures next : queue.getRevisions()) {
            Optional<ClaimFeatures> features = rules.complete(next);
            if (features.isEmpty()) {
                break;
            }
            departures.add(new Departure(features.get(), bytes.of(features.get()), next.getIngestedAt()));
        }
        return departures;
    }

    private void keep(String claim, PendingRevisions staying) {
        Objects.requireNonNull(pendings).put(claim, staying.getRevisions().isEmpty() ? null : staying);
    }

    private void forward(Record<String, byte[]> record, Departure departure, Arrival arrival) {
        Headers headers = arrival.headers(departure);
        context().forward(new Record<>(record.key(), departure.bytes(), departure.ingestedAt(record), headers));
    }

    /** The revision whose snapshot came, and the step that it set off. */
    private record Arrival(int revision, Step step) {

        /** A revision that only waited for this one leaves without a trace: it would leave in that of the other. */
        Headers headers(Departure departure) {
            return departure.features().getRevision() == revision ? step.headers() : new RecordHeaders();
        }
    }

    /** A features record that leaves. */
    private record Departure(ClaimFeatures features, Encoded bytes, Optional<Instant> ingestedAt) {

        /** Milliseconds. Its own time, since the snapshot that frees it may be that of another revision, which came in later. */
        long ingestedAt(Record<String, byte[]> snapshot) {
            return ingestedAt.map(Instant::toEpochMilli).orElse(snapshot.timestamp());
        }
    }
}
