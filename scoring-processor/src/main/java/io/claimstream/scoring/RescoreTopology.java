package io.claimstream.scoring;

import io.claimstream.event.RescoreRequest;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Reads requests to score once more and answers each once: with a score without effect, or with a refusal. An application of its own, since it
 * fetches features from the log and may load models, which must hold up no claim.
 */
final class RescoreTopology {

    /** Ids of the requests that are answered, and where each stood. */
    static final String STORE = "answered-requests";

    private final EventSerdes serdes;
    private final Rescorer rescorer;
    private final Supplier<? extends PlacedLog> features;
    private final RescoreMetrics metrics;

    /** @param features opens the log of features, once for each task */
    RescoreTopology(
            EventSerdes serdes, Rescorer rescorer, Supplier<? extends PlacedLog> features, RescoreMetrics metrics) {
        this.serdes = serdes;
        this.rescorer = rescorer;
        this.features = features;
        this.metrics = metrics;
    }

    Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Encoded> answers = answer(readRequests(builder));
        write(answers, Topics.CLAIMS_RESCORED, "re-scores");
        write(answers, Topics.CLAIMS_RESCORE_REFUSALS, "refusals");
        return builder.build();
    }

    private KStream<String, RescoreRequest> readRequests(StreamsBuilder builder) {
        return builder.stream(
                Topics.CLAIMS_RESCORE_REQUESTS.name(),
                Consumed.with(Serdes.String(), countedRequests()).withName("read-requests"));
    }

    private KStream<String, Encoded> answer(KStream<String, RescoreRequest> requests) {
        EventEncoder encoder = new EventEncoder(serdes);
        return requests.processValues(
                new RescoreProcessor.Supplier(rescorer, encoder, features, metrics), Named.as("answer-request"));
    }

    private static void write(KStream<String, Encoded> answers, Topic<?> topic, String name) {
        answers.filter((key, answer) -> answer.goesTo(topic), Named.as("select-" + name))
                .to(
                        topic.name(),
                        Produced.with(Serdes.String(), Encoded.serde()).withName("write-" + name));
    }

    /** Counts what cannot be decoded too, so that the meters add up. */
    private Serde<RescoreRequest> countedRequests() {
        Serde<RescoreRequest> serde = serdes.of(Topics.CLAIMS_RESCORE_REQUESTS);
        Deserializer<RescoreRequest> deserializer = serde.deserializer();
        return Serdes.serdeFrom(serde.serializer(), (topic, bytes) -> {
            metrics.read();
            return deserializer.deserialize(topic, bytes);
        });
    }
}
