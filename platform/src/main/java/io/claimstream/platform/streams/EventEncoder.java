package io.claimstream.platform.streams;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Turns events into the bytes of their topics before anything is written. Thread-safe. */
public final class EventEncoder {

    private final EventSerdes serdes;
    private final Map<String, Serde<?>> byTopic = new ConcurrentHashMap<>();

    public EventEncoder(EventSerdes serdes) {
        this.serdes = serdes;
    }

    /**
     * The bytes of an event on its topic.
     *
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when its schema's id cannot be asked for
     */
    // A topic's serde is made from the topic itself, so its type is the topic's.
    @SuppressWarnings("unchecked")
    public <V extends SpecificRecord> Encoded encode(Topic<V> topic, V event) {
        Serde<V> serde = (Serde<V>) byTopic.computeIfAbsent(topic.name(), name -> serdes.of(topic));
        return new Encoded(topic, serde.serializer().serialize(topic.name(), event));
    }
}
