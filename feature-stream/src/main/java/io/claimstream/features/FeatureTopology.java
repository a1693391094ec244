package io.claimstream.features;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.PendingRevisions;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads accepted claims and settlements, writes what they change in the history of claimants and providers, reads that history back,
 * takes a snapshot for each claim that waits for one, returns it to the claim, and writes the features when all are there. Ends the histories
 * of claimants who were erased.
 */
final class FeatureTopology {

    static final String SETTLEMENTS_BY_CLAIM = "settlements-by-claim";
    static final String CLAIM_HISTORY_STATE = "claim-history-state";
    static final String HISTORY_DAYS = "history-days";
    static final String PENDING_REVISIONS = "pending-revisions";
    static final String ERASED_HISTORIES = "erased-histories";

    private final EventSerdes serdes;
    private final FeatureRules rules;
    private final FeatureMetrics metrics;
    private final EventBytes bytes;

    FeatureTopology(EventSerdes serdes, FeatureRules rules, FeatureMetrics metrics) {
        this.serdes = serdes;
        this.rules = rules;
        this.metrics = metrics;
        this.bytes = new EventBytes(serdes);
    }

    Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        addStores(builder);
        KStream<String, Encoded> revised = noteRevision(readAccepted(builder));
        KStream<String, Encoded> settled = noteSettlement(byClaim(readSettlements(builder)));
        writeHistory(revised.merge(settled, Named.as("merge-history")));
        KStream<String, byte[]> snapshots = takeSnapshot(readHistory(builder));
        writeFeatures(gather(returnToClaim(snapshots)));
        eraseHistories(builder);
        return builder.build();
    }

    private KStream<String, ClaimAccepted> readAccepted(StreamsBuilder builder) {
        return builder.stream(
                Topics.CLAIMS_ACCEPTED.name(),
                Consumed.with(Serdes.String(), serdes.of(Topics.CLAIMS_ACCEPTED))
                        .withName("read-accepted"));
    }

    private KStream<byte[], ClaimFeedback> readSettlements(StreamsBuilder builder) {
        return builder.stream(
                        Topics.CLAIMS_FEEDBACK.name(),
                        Consumed.with(Serdes.ByteArray(), serdes.of(Topics.CLAIMS_FEEDBACK))
                                .withName("read-feedback"))
                .filter((key, feedback) -> isAboutPayment(feedback), Named.as("keep-settlements"));
    }

    /** Neither key nor partition of a settlement is trusted: upstream produces it too, with another hash perhaps. */
    private KStream<String, ClaimFeedback> byClaim(KStream<byte[], ClaimFeedback> settlements) {
        return settlements
                .process(KeyByClaimProcessor::new, Named.as("key-by-claim"))
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(Topics.CLAIMS_FEEDBACK))
                        .withName(SETTLEMENTS_BY_CLAIM)
                        .withNumberOfPartitions(Topics.CLAIM_PARTITIONS));
    }

    private KStream<String, Encoded> noteRevision(KStream<String, ClaimAccepted> accepted) {
        return accepted.process(
                () -> new RevisionProcessor(rules, bytes, metrics),
                Named.as("note-revision"),
                CLAIM_HISTORY_STATE,
                PENDING_REVISIONS);
    }

    private KStream<String, Encoded> noteSettlement(KStream<String, ClaimFeedback> settlements) {
        return settlements.process(
                () -> new SettlementProcessor(rules, bytes, metrics), Named.as("note-settlement"), CLAIM_HISTORY_STATE);
    }

    private static void writeHistory(KStream<String, Encoded> events) {
        write(events, Topics.CLAIMS_HISTORY, "write-history");
    }

    private KStream<String, HistoryEvent> readHistory(StreamsBuilder builder) {
        return builder.stream(
                Topics.CLAIMS_HISTORY.name(),
                Consumed.with(Serdes.String(), serdes.of(Topics.CLAIMS_HISTORY)).withName("read-history"));
    }

    private KStream<String, byte[]> takeSnapshot(KStream<String, HistoryEvent> history) {
        return history.process(
                () -> new SnapshotProcessor(rules, bytes, metrics),
                Named.as("take-snapshot"),
                HISTORY_DAYS,
                ERASED_HISTORIES);
    }

    /**
     * An erasure goes through the log of histories like every other change, so that it has its place among them and a rebuild gives the same. Kafka Streams numbers parts of a topology by
     * the names of their sources in the order of the alphabet: this name comes last, and those of an earlier version keep their numbers.
     */
    private void eraseHistories(StreamsBuilder builder) {
        KStream<String, Encoded> ended = builder.stream(
                        Topics.PRIVACY_ERASURES.name(),
                        Consumed.with(Serdes.String(), serdes.of(Topics.PRIVACY_ERASURES))
                                .withName("watch-erasures"))
                .process(() -> new ErasureProcessor(bytes), Named.as("end-histories"));
        write(ended, Topics.CLAIMS_HISTORY, "write-ended-histories");
    }

    private static KStream<String, byte[]> returnToClaim(KStream<String, byte[]> snapshots) {
        return snapshots.repartition(Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                .withName(EventBytes.SNAPSHOTS_BY_CLAIM)
                .withNumberOfPartitions(Topics.CLAIM_PARTITIONS));
    }

    private KStream<String, Encoded> gather(KStream<String, byte[]> snapshots) {
        return snapshots.process(
                () -> new GatherProcessor(rules, bytes, metrics), Named.as("gather-snapshots"), PENDING_REVISIONS);
    }

    private static void writeFeatures(KStream<String, Encoded> features) {
        write(features, Topics.CLAIMS_FEATURES, "write-features");
    }

    private static void write(KStream<String, Encoded> events, Topic<?> topic, String name) {
        events.to(topic.name(), Produced.with(Serdes.String(), Encoded.serde()).withName(name));
    }

    private static boolean isAboutPayment(ClaimFeedback feedback) {
        return feedback.getKind() == FeedbackKind.SETTLED || feedback.getKind() == FeedbackKind.WITHDRAWN;
    }

    private void addStores(StreamsBuilder builder) {
        builder.addStateStore(store(CLAIM_HISTORY_STATE, ClaimHistoryState.class));
        builder.addStateStore(store(HISTORY_DAYS, HistoryDay.class));
        builder.addStateStore(store(PENDING_REVISIONS, PendingRevisions.class));
        builder.addStateStore(erasedHistories());
    }

    private <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> store(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serdes.of(type))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** Histories that have ended, by their entity; the value is the offset of the record that ended them. */
    private static StoreBuilder<KeyValueStore<String, Long>> erasedHistories() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ERASED_HISTORIES), Serdes.String(), Serdes.Long())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }
}
