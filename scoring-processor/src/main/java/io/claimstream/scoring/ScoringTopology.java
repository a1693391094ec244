package io.claimstream.scoring;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** Reads features, scores each with the model in service, writes the scores, and apart from them those without effect. */
final class ScoringTopology {

    private final EventSerdes serdes;
    private final LiveScorer scorer;
    private final ScoringMetrics metrics;
    private final Clock clock;

    ScoringTopology(EventSerdes serdes, LiveScorer scorer, ScoringMetrics metrics, Clock clock) {
        this.serdes = serdes;
        this.scorer = scorer;
        this.metrics = metrics;
        this.clock = clock;
    }

    Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, ClaimFeatures> features = readFeatures(builder);
        KStream<String, Encoded> scores = score(features);
        write(scores, Topics.CLAIMS_SCORED, "scores");
        write(scores, Topics.CLAIMS_RESCORED, "shadow-scores");
        return builder.build();
    }

    private KStream<String, ClaimFeatures> readFeatures(StreamsBuilder builder) {
        return builder.stream(
                Topics.CLAIMS_FEATURES.name(),
                Consumed.with(Serdes.String(), countedFeatures()).withName("read-features"));
    }

    private KStream<String, Encoded> score(KStream<String, ClaimFeatures> features) {
        EventEncoder encoder = new EventEncoder(serdes);
        ShadowEncoder shadows = new ShadowEncoder(encoder, metrics, clock);
        return features.processValues(
                () -> new ScoreProcessor(scorer, encoder, shadows, metrics), Named.as("score-claim"));
    }

    private static void write(KStream<String, Encoded> scores, Topic<ClaimScored> topic, String name) {
        scores.filter((key, score) -> score.goesTo(topic), Named.as("select-" + name))
                .to(
                        topic.name(),
                        Produced.with(Serdes.String(), Encoded.serde()).withName("write-" + name));
    }

    /** Counts what cannot be decoded too, so that the meters add up. */
    private Serde<ClaimFeatures> countedFeatures() {
        Serde<ClaimFeatures> serde = serdes.of(Topics.CLAIMS_FEATURES);
        Deserializer<ClaimFeatures> deserializer = serde.deserializer();
        return Serdes.serdeFrom(serde.serializer(), (topic, bytes) -> {
            metrics.read();
            return deserializer.deserialize(topic, bytes);
        });
    }
}
