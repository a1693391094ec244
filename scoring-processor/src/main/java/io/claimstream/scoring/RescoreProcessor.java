package io.claimstream.scoring;

import io.claimstream.event.RescoreRequest;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topics;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request at a time, and notes its id in the transaction of the answer: a request that comes again, or is read again after a crash,
 * has one answer. Used by one stream thread.
 */
final class RescoreProcessor implements FixedKeyProcessor<String, RescoreRequest, Encoded> {

    private final Rescorer rescorer;
    private final EventEncoder encoder;
    private final PlacedLog features;
    private final RescoreMetrics metrics;
    private @Nullable FixedKeyProcessorContext<String, Encoded> context;
    private @Nullable Effects effects;

    private RescoreProcessor(Rescorer rescorer, EventEncoder encoder, PlacedLog features, RescoreMetrics metrics) {
        this.rescorer = rescorer;
        this.encoder = encoder;
        this.features = features;
        this.metrics = metrics;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Encoded> initial) {
        context = initial;
        effects = Effects.of(initial);
    }

    @Override
    public void process(FixedKeyRecord<String, RescoreRequest> record) {
        FixedKeyProcessorContext<String, Encoded> to = Objects.requireNonNull(context);
        KeyValueStore<String, Long> answered = to.getStateStore(RescoreTopology.STORE);
        String id = record.value().getRequestId();
        if (answered.get(id) != null) {
            metrics.repeated();
            return;
        }
        RescoreAnswer answer = rescorer.answer(record.value(), features);
        Encoded bytes = answer.fold(
                score -> encoder.encode(Topics.CLAIMS_RESCORED, score),
                refusal -> encoder.encode(Topics.CLAIMS_RESCORE_REFUSALS, refusal));
        Objects.requireNonNull(effects).apply(() -> {
            answered.put(id, to.recordMetadata().orElseThrow().offset());
            to.forward(record.withValue(bytes));
        });
        metrics.answered(answer);
    }

    @Override
    public void close() {
        features.close();
    }

    /** Makes a processor for each task and brings the store along. */
    record Supplier(
            Rescorer rescorer,
            EventEncoder encoder,
            java.util.function.Supplier<? extends PlacedLog> logs,
            RescoreMetrics metrics)
            implements FixedKeyProcessorSupplier<String, RescoreRequest, Encoded> {

        @Override
        public FixedKeyProcessor<String, RescoreRequest, Encoded> get() {
            return new RescoreProcessor(rescorer, encoder, logs.get(), metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(RescoreTopology.STORE), Serdes.String(), Serdes.Long()));
        }
    }
}
