package io.claimstream.retrain;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.DriftDay;
import io.claimstream.event.LabelState;
import io.claimstream.event.WaitingFact;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads features, live scores and feedback, gathers them by claim, and writes a label whenever the label of a claim changes. Beside
 * that it keeps count, by day, of how features and estimates are distributed.
 *
 * <p>Feedback is repartitioned by claim first: upstream may produce settlements with a client that partitions in its own way.
 */
public final class RetrainTopology implements Supplier<Topology> {

    /** Application id; also the prefix of the internal topics. */
    public static final String APPLICATION_ID = "claimstream-retrain-worker";

    static final String FEEDBACK_BY_CLAIM = "feedback-by-claim";
    static final String STORE = "label-state-by-claim";
    static final String DRIFT_STORE = "drift-by-day";
    static final String DRIFT_FACTS_STORE = "drift-facts";

    /** Drift is no matter of seconds, and every day written is kept until the topic is compacted. */
    static final Duration DRIFT_EVERY = Duration.ofSeconds(20);

    private final EventSerdes serdes;
    private final ProcessorSupplier<String, SpecificRecord, String, ClaimLabelled> labelling;

    public RetrainTopology(EventSerdes serdes, LabelMeter meter) {
        this(serdes, new LabelProcessor.Supplier(states(serdes), meter));
    }

    RetrainTopology(EventSerdes serdes, ProcessorSupplier<String, SpecificRecord, String, ClaimLabelled> labelling) {
        this.serdes = serdes;
        this.labelling = labelling;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, SpecificRecord> features = read(builder, Topics.CLAIMS_FEATURES, "read-features");
        KStream<String, SpecificRecord> scores = read(builder, Topics.CLAIMS_SCORED, "read-scores");
        KStream<String, SpecificRecord> scored = features.merge(scores, Named.as("features-and-scores"));
        KStream<String, SpecificRecord> feedback = feedbackByClaim(builder);
        KStream<String, ClaimLabelled> labels = label(scored.merge(feedback, Named.as("all-facts")));
        write(labels);
        sketch(scored);
        return builder.build();
    }

    private <V extends SpecificRecord> KStream<String, SpecificRecord> read(
            StreamsBuilder builder, Topic<V> topic, String name) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(Serdes.String(), serdes.of(topic)).withName(name))
                .mapValues(SpecificRecord.class::cast, Named.as(name + "-as-fact"));
    }

    private KStream<String, SpecificRecord> feedbackByClaim(StreamsBuilder builder) {
        return builder.stream(
                        Topics.CLAIMS_FEEDBACK.name(),
                        Consumed.with(Serdes.ByteArray(), serdes.of(Topics.CLAIMS_FEEDBACK))
                                .withName("read-feedback"))
                .process(FeedbackKeyProcessor::new, Named.as("key-feedback-by-claim"))
                .repartition(Repartitioned.<String, ClaimFeedback>as(FEEDBACK_BY_CLAIM)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serdes.of(ClaimFeedback.class))
                        .withNumberOfPartitions(Topics.CLAIM_PARTITIONS))
                .mapValues(SpecificRecord.class::cast, Named.as("feedback-as-fact"));
    }

    private KStream<String, ClaimLabelled> label(KStream<String, SpecificRecord> facts) {
        return facts.process(labelling, Named.as("label-claim"));
    }

    private void write(KStream<String, ClaimLabelled> labels) {
        labels.to(
                Topics.CLAIMS_LABELLED.name(),
                Produced.with(Serdes.String(), serdes.of(Topics.CLAIMS_LABELLED))
                        .withName("write-labels"));
    }

    private void sketch(KStream<String, SpecificRecord> scored) {
        scored.process(new DriftProcessor.Supplier(facts(serdes), days(serdes), DRIFT_EVERY), Named.as("sketch-day"))
                .to(
                        Topics.MODELS_DRIFT.name(),
                        Produced.with(Serdes.String(), serdes.of(Topics.MODELS_DRIFT))
                                .withName("write-drift"));
    }

    private static StoreBuilder<KeyValueStore<Integer, WaitingFact>> facts(EventSerdes serdes) {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(DRIFT_FACTS_STORE), Serdes.Integer(), serdes.of(WaitingFact.class));
    }

    private static StoreBuilder<KeyValueStore<String, DriftDay>> days(EventSerdes serdes) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(DRIFT_STORE), Serdes.String(), serdes.of(DriftDay.class));
    }

    static StoreBuilder<KeyValueStore<String, LabelState>> states(EventSerdes serdes) {
        Serde<LabelState> value = serdes.of(LabelState.class);
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), value);
    }
}
