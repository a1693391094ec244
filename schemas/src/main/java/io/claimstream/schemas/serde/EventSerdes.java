package io.claimstream.schemas.serde;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Makes serdes for the generated records. Thread-safe; the serdes it makes may be shared between threads. */
public final class EventSerdes {

    private final SchemaRegistry registry;

    public EventSerdes(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** A serde for the values of a topic. */
    public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
        return of(topic.value());
    }

    /** A serde for a record that stands in a store or an internal topic. */
    public <V extends SpecificRecord> Serde<V> of(Class<V> type) {
        return Serdes.serdeFrom(new AvroSerializer<>(registry), new AvroDeserializer<>(registry, type));
    }
}
