package io.claimstream.ledger;

import io.claimstream.domain.ledger.Chain;
import io.claimstream.event.ChainState;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads scores, scores without effect, feedback, how contests ended and what second persons declined, enters each into the chain of its partition, and signs the ends of chains.
 *
 * <p>A chain is that of a partition, not of a claim: feedback that upstream wrote to another partition than its claim's is entered where it stands,
 * so nothing is copied through a topic in between.
 */
final class LedgerTopology implements Supplier<Topology> {

    /** Application id; also the prefix of the internal topics. */
    static final String APPLICATION_ID = "claimstream-decision-ledger";

    static final String STORE = "end-of-chain";

    private final EventSerdes serdes;
    private final World world;
    private final LedgerMetrics metrics;

    /**
     * What it works with.
     *
     * @param inputs opens the log that inputs are looked up in, once for each task
     * @param signer signs the ends of chains
     * @param clock says when
     * @param headEvery how often
     */
    record World(Supplier<? extends PlacedLog> inputs, Chain.Signer signer, Clock clock, Duration headEvery) {}

    LedgerTopology(EventSerdes serdes, World world, LedgerMetrics metrics) {
        this.serdes = serdes;
        this.world = world;
        this.metrics = metrics;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Evidence> scores = read(builder, Topics.CLAIMS_SCORED, "read-scores");
        KStream<byte[], Evidence> rescores = read(builder, Topics.CLAIMS_RESCORED, "read-scores-without-effect");
        KStream<byte[], Evidence> feedback = read(builder, Topics.CLAIMS_FEEDBACK, "read-feedback");
        KStream<byte[], Evidence> contests = read(builder, Topics.CLAIMS_CONTESTS, "read-ended-contests");
        KStream<byte[], Evidence> approvals = read(builder, Topics.CLAIMS_APPROVALS, "read-declined-approvals");
        KStream<String, Line> lines = enter(scores.merge(rescores, Named.as("all-scores"))
                .merge(feedback, Named.as("scores-and-feedback"))
                .merge(contests, Named.as("scores-feedback-and-contests"))
                .merge(approvals, Named.as("all-decisions")));
        write(lines, Topics.DECISIONS_LEDGER, "entries");
        write(lines, Topics.DECISIONS_HEADS, "heads");
        return builder.build();
    }

    private <V extends SpecificRecord> KStream<byte[], Evidence> read(
            StreamsBuilder builder, Topic<V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(Serdes.ByteArray(), Evidence.serde(serdes.of(topic), metrics::read))
                        .withName(name));
    }

    private KStream<String, Line> enter(KStream<byte[], Evidence> decisions) {
        return decisions.process(
                new LedgerProcessor.Supplier(
                        world,
                        new EventEncoder(serdes),
                        serdes.of(Topics.CLAIMS_FEATURES).deserializer(),
                        ends(),
                        metrics),
                Named.as("enter-decision"));
    }

    private static void write(KStream<String, Line> lines, Topic<?> topic, String name) {
        lines.filter((key, line) -> line.encoded().goesTo(topic), Named.as("select-" + name))
                .to(
                        topic.name(),
                        Produced.with(Serdes.String(), Line.serde())
                                .withStreamPartitioner(Line::partitions)
                                .withName("write-" + name));
    }

    private StoreBuilder<KeyValueStore<Integer, ChainState>> ends() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Integer(), serdes.of(ChainState.class));
    }
}
