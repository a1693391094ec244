package io.claimstream.schemas.serde;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes serdes for the generated records. Thread-safe; the serdes it makes may be shared between threads. */
public final class EventSerdes {

    /** Class of the serializer, for whoever has Confluent's; default {@link AvroSerializer}. */
    public static final String SERIALIZER_CLASS = "avro.serializer.class";

    /** Class of the deserializer, for whoever has Confluent's; default {@link AvroDeserializer}. */
    public static final String DESERIALIZER_CLASS = "avro.deserializer.class";

    private final Map<String, Object> config;

    /** Serdes that register schemas under {@code topic-value}. */
    public EventSerdes(SchemaRegistry registry) {
        this(registry, Map.of());
    }

    /**
     * Serdes of given configuration.
     *
     * @param config {@link #SERIALIZER_CLASS}, {@link #DESERIALIZER_CLASS}, and the keys of {@link AvroSerdeConfig} or of the
     *     classes named; the classes of this package use the given registry, others find theirs in the configuration
     */
    public EventSerdes(SchemaRegistry registry, Map<String, ?> config) {
        this.config = new HashMap<>(config);
        this.config.put(AvroSerdeConfig.INSTANCE, registry);
    }

    /** A serde for the values of a topic. */
    public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
        return of(topic.value());
    }

    /** A serde for a record that stands in a store or an internal topic. */
    @SuppressWarnings(
            "unchecked") // A class from configuration can only be trusted to be a serde of the records it is given.
    public <V extends SpecificRecord> Serde<V> of(Class<V> type) {
        Map<String, Object> typed = new HashMap<>(config);
        typed.put(AvroSerdeConfig.VALUE_TYPE, type);
        typed.put("specific.avro.reader", true);
        Serializer<V> serializer = instance(SERIALIZER_CLASS, AvroSerializer.class, Serializer.class);
        Deserializer<V> deserializer = instance(DESERIALIZER_CLASS, AvroDeserializer.class, Deserializer.class);
        serializer.configure(typed, false);
        deserializer.configure(typed, false);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private <S> S instance(String key, Class<? extends S> standard, Class<S> kind) {
        Object named = config.getOrDefault(key, standard);
        try {
            return named instanceof Class<?> type
                    ? kind.cast(Utils.newInstance(type))
                    : Utils.newInstance(String.valueOf(named), kind);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(key, named, "Expected a " + kind.getSimpleName() + " on the class path.");
        }
    }
}
