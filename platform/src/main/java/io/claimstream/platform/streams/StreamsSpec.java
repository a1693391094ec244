package io.claimstream.platform.streams;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.Topology;

/**
 * What makes one Kafka Streams application differ from another.
 *
 * @param name the service, which also names its folder of state
 * @param applicationId Kafka's application id, a constant for ever
 * @param topology makes the topology when the service starts
 * @param properties Kafka Streams properties beyond the common ones
 * @param deadLetterListener told the original coordinates of each dead letter, from stream threads
 * @param original gives the bytes that upstream sent for those of a record, where it passed through sealed; a dead letter holds them
 */
public record StreamsSpec(
        String name,
        String applicationId,
        Supplier<Topology> topology,
        Map<String, Object> properties,
        Consumer<Origin> deadLetterListener,
        UnaryOperator<byte[]> original) {

    public StreamsSpec {
        properties = Map.copyOf(properties);
    }

    /** An application without properties of its own. */
    public static StreamsSpec of(String name, String applicationId, Supplier<Topology> topology) {
        return new StreamsSpec(name, applicationId, topology, Map.of(), origin -> {}, it -> it);
    }

    public StreamsSpec withProperties(Map<String, Object> more) {
        return new StreamsSpec(name, applicationId, topology, more, deadLetterListener, original);
    }

    public StreamsSpec withDeadLetterListener(Consumer<Origin> listener) {
        return new StreamsSpec(name, applicationId, topology, properties, listener, original);
    }

    public StreamsSpec withOriginal(UnaryOperator<byte[]> opener) {
        return new StreamsSpec(name, applicationId, topology, properties, deadLetterListener, opener);
    }
}
