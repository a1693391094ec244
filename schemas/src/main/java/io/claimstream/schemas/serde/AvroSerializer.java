package io.claimstream.schemas.serde;

import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.SubjectNaming.Part;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in the Confluent wire format. Made by Kafka from its class name, it takes the keys of {@link
 * AvroSerdeConfig}. Asks the registry once per topic and class. Thread-safe once configured.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Map<Class<?>, EventWriter> writers = new ConcurrentHashMap<>();
    private @Nullable SchemaIds ids;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {}

    /** Registers schemas under {@code topic-value}. */
    public AvroSerializer(SchemaRegistry registry) {
        this.ids = new SchemaIds(registry, SchemaIds.Policy.REGISTER, SubjectNaming.TOPIC, Part.VALUE);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        AvroSerdeConfig config = new AvroSerdeConfig(configs, isKey);
        ids = new SchemaIds(config.registry(), config.idPolicy(), config.naming(), config.part());
        writers.clear();
    }

    /**
     * The frame of an event; null for null.
     *
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when the registry cannot be asked for an id
     * @throws SerializationException when the event does not fit its own schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        EventWriter writer = writers.get(value.getClass());
        if (writer == null) {
            writer = writers.computeIfAbsent(
                    value.getClass(), unseen -> new EventWriter(configured(), value.getSchema()));
        }
        try {
            return writer.write(topic, value);
        } catch (IOException | NullPointerException | ClassCastException | ArithmeticException e) {
            // Avro's own messages may quote values.
            throw new SerializationException(
                    "Expected a complete " + value.getSchema().getName() + " for " + topic + ", but "
                            + e.getClass().getSimpleName() + ".");
        }
    }

    private SchemaIds configured() {
        if (ids == null) {
            throw new IllegalStateException("Expected configure() to be called before the first event.");
        }
        return ids;
    }
}
