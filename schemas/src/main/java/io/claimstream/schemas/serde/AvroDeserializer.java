package io.claimstream.schemas.serde;

import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.registry.IncompatibleSchemaException;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException.Code;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads generated records from the Confluent wire format. Made by Kafka from its class name, it takes the keys of {@link
 * AvroSerdeConfig}. Asks the registry once per schema id. Thread-safe once configured.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    /** A bound on what a flood of odd schema ids can hold. */
    private static final int MOST_READERS = 1000;

    static {
        TrustedEvents.trust();
    }

    private final Map<Integer, EventReader> readers = new ConcurrentHashMap<>();
    private @Nullable SchemaRegistry registry;
    private @Nullable Schema wanted;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroDeserializer() {}

    public AvroDeserializer(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.wanted = SpecificData.get().getSchema(type);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        AvroSerdeConfig config = new AvroSerdeConfig(configs, isKey);
        registry = config.registry();
        Optional<Class<?>> type = config.type();
        wanted = type.isPresent() ? schemaOf(type.get()) : null;
        readers.clear();
    }

    /**
     * The event of a frame; never null.
     *
     * @throws DecodingException when the bytes are no readable event, for good
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when the registry cannot be asked, for now
     */
    @Override
    @SuppressWarnings(
            "unchecked") // The class is the one asked for; without one, the caller takes what the writer names.
    public T deserialize(String topic, byte @Nullable [] value) {
        byte[] frame = WireFormat.frame(topic, value);
        int id = WireFormat.schemaId(frame);
        EventReader reader = readers.get(id);
        if (reader == null) {
            reader = reader(topic, id);
            if (readers.size() < MOST_READERS) {
                readers.put(id, reader);
            }
        }
        return (T) reader.read(topic, frame);
    }

    private EventReader reader(String topic, int id) {
        if (registry == null) {
            throw new IllegalStateException("Expected configure() to be called before the first event.");
        }
        try {
            Schema writer = registry.byId(id);
            return EventReader.of(topic, id, writer, wanted == null ? named(topic, id, writer) : wanted);
        } catch (UnknownSchemaException e) {
            throw new DecodingException(
                    Code.UNKNOWN_SCHEMA_ID, "Expected a known schema id on " + topic + ", but " + id + " is not.", e);
        } catch (IncompatibleSchemaException e) {
            throw new DecodingException(
                    Code.WRONG_SCHEMA, "Expected an Avro schema on " + topic + ", but " + id + " is not.", e);
        }
    }

    private static Schema named(String topic, int id, Schema writer) {
        Class<?> type =
                writer.getType() == Schema.Type.RECORD ? SpecificData.get().getClass(writer) : null;
        if (type == null) {
            throw new DecodingException(
                    Code.WRONG_SCHEMA,
                    "Expected an event on " + topic + ", but schema " + id + " names no known class.",
                    null);
        }
        return schemaOf(type);
    }

    private static Schema schemaOf(Class<?> type) {
        if (!SpecificRecord.class.isAssignableFrom(type)) {
            throw new ConfigException("Expected the class of a generated record, but " + type.getName() + " is none.");
        }
        return SpecificData.get().getSchema(type);
    }
}
