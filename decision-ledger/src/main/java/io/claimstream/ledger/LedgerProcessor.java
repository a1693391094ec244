package io.claimstream.ledger;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.ledger.Chain;
import io.claimstream.domain.ledger.Decisions;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ChainState;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.LedgerHead;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Adds each decision to the chain of its partition, and signs the end of the chain now and then. Where a chain ends, and how far
 * each topic is entered, is kept in the transaction of its entries, so that a decision that is read again has one entry. Used by one stream thread.
 */
final class LedgerProcessor extends ContextualProcessor<byte[], Evidence, String, Line> {

    private final Supplier parts;
    private final PlacedLog inputs;
    private @Nullable Effects effects;

    private LedgerProcessor(Supplier parts) {
        this.parts = parts;
        this.inputs = parts.world().inputs().get();
    }

    @Override
    public void init(ProcessorContext<String, Line> context) {
        super.init(context);
        effects = Effects.of(context);
        context.schedule(parts.world().headEvery(), PunctuationType.WALL_CLOCK_TIME, now -> sign());
    }

    @Override
    public void process(Record<byte[], Evidence> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        ChainState end = end();
        // Kafka forgets how far a group was that is away for a week, and everything is read again.
        if (Chain.hasEntered(end, at.topic(), at.partition(), at.offset())) {
            parts.metrics().redelivered();
            return;
        }
        DecisionEntry.Builder decision = decision(at, record.value(), Instant.ofEpochMilli(record.timestamp()));
        DecisionEntry entry = Chain.next(end, partition(), decision);
        Line line = new Line(parts.encoder().encode(Topics.DECISIONS_LEDGER, entry), partition());
        String key = ClaimKey.textOf(entry.getInsurer(), entry.getClaimId());
        Objects.requireNonNull(effects).apply(() -> {
            ends().put(partition(), Chain.after(end, entry));
            // Headers stay behind: upstream may have written anything into them.
            context().forward(new Record<>(key, line, record.timestamp(), new RecordHeaders()));
        });
        parts.metrics().entered(entry.getKind());
    }

    private void sign() {
        ChainState end = end();
        if (!Chain.isUnsigned(end)) {
            return;
        }
        Instant now = parts.world().clock().instant();
        LedgerHead head = Chain.head(end, partition(), now, parts.world().signer());
        Line line = new Line(parts.encoder().encode(Topics.DECISIONS_HEADS, head), partition());
        ends().put(partition(), Chain.after(end, head));
        context().forward(new Record<>(Integer.toString(partition()), line, now.toEpochMilli(), new RecordHeaders()));
        parts.metrics().signed();
    }

    private DecisionEntry.Builder decision(RecordMetadata at, Evidence evidence, Instant loggedAt) {
        HashedRecord place = new HashedRecord(at.topic(), at.partition(), at.offset(), LedgerHash.of(evidence.bytes()));
        if (evidence.event() instanceof ClaimScored score) {
            return Decisions.of(score, place, inputs(score));
        }
        if (evidence.event() instanceof ClaimFeedback said) {
            return Decisions.of(said, place, loggedAt);
        }
        if (evidence.event() instanceof ContestEnded ended) {
            return Decisions.of(ended, place, loggedAt);
        }
        if (evidence.event() instanceof ApprovalDeclined declined) {
            return Decisions.of(declined, place, loggedAt);
        }
        throw new IllegalStateException(
                "Expected a score, feedback, the end of a contest or what was declined, but got "
                        + evidence.event().getSchema());
    }

    /** The features record that a score names, and the accepted revision that this one names. */
    private List<HashedRecord> inputs(ClaimScored score) {
        List<HashedRecord> found = new ArrayList<>();
        String features = Topics.CLAIMS_FEATURES.name();
        Optional<byte[]> value = inputs.at(features, score.getFeatures());
        found.add(hashed(features, score.getFeatures(), value));
        value.map(it -> parts.features().deserialize(features, it)).ifPresent(it -> {
            String accepted = Topics.CLAIMS_ACCEPTED.name();
            found.add(hashed(accepted, it.getAccepted(), inputs.at(accepted, it.getAccepted())));
        });
        return found;
    }

    private static HashedRecord hashed(String topic, RecordRef place, Optional<byte[]> value) {
        return new HashedRecord(
                topic,
                place.getPartition(),
                place.getOffset(),
                value.map(LedgerHash::of).orElse(null));
    }

    private ChainState end() {
        return Optional.ofNullable(ends().get(partition())).orElseGet(Chain::empty);
    }

    private KeyValueStore<Integer, ChainState> ends() {
        return context().getStateStore(LedgerTopology.STORE);
    }

    private int partition() {
        return context().taskId().partition();
    }

    @Override
    public void close() {
        inputs.close();
    }

    /** Makes a processor for each task and brings the store along. */
    record Supplier(
            LedgerTopology.World world,
            EventEncoder encoder,
            Deserializer<ClaimFeatures> features,
            StoreBuilder<KeyValueStore<Integer, ChainState>> ends,
            LedgerMetrics metrics)
            implements ProcessorSupplier<byte[], Evidence, String, Line> {

        @Override
        public Processor<byte[], Evidence, String, Line> get() {
            return new LedgerProcessor(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(ends);
        }
    }
}
