package io.claimstream.schemas.serde;

import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.DecodingException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads generated records from the Confluent wire format. Thread-safe. */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final SchemaRegistry registry;
    private final Schema readerSchema;

    public AvroDeserializer(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.readerSchema = SpecificData.get().getSchema(type);
    }

    @Override
    public T deserialize(String topic, byte @Nullable [] value) {
        if (value == null || value.length < 5 || value[0] != 0) {
            throw new DecodingException(Code.MALFORMED_BODY, "Expected an event on " + topic + ".", null);
        }
        Schema writer = registry.byId(ByteBuffer.wrap(value, 1, 4).getInt());
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
            return new SpecificDatumReader<T>(writer, readerSchema, SpecificData.getForSchema(readerSchema))
                    .read(null, decoder);
        } catch (IOException e) {
            throw new DecodingException(Code.MALFORMED_BODY, "Expected an event on " + topic + ".", e);
        }
    }
}
