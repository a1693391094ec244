package io.claimstream.schemas.serde;

import io.claimstream.schemas.registry.IncompatibleSchemaException;
import io.claimstream.schemas.registry.PublishedSchema;
import io.claimstream.schemas.registry.SchemaRegistry.Registered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes the records of one generated class, remembering the id of each topic. Thread-safe. */
final class EventWriter {

    private static final int USUAL_BYTES = 512;
    private static final int BUFFER_BYTES = 1024;
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(BUFFER_BYTES);

    private final SchemaIds ids;
    private final Schema published;
    private final DatumWriter<SpecificRecord> writer;
    private final Map<String, Registered> byTopic = new ConcurrentHashMap<>();

    EventWriter(SchemaIds ids, Schema generated) {
        this.ids = ids;
        this.published = PublishedSchema.of(generated);
        this.writer = new SpecificDatumWriter<>(generated, EventData.FOR_WRITING);
    }

    byte[] write(String topic, SpecificRecord event) throws IOException {
        Registered target = target(topic);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        writeHeader(bytes, target.id());
        if (target.schema().equals(published)) {
            encode(event, writer, bytes);
        } else {
            encode(inSchema(target.schema(), event), new GenericDatumWriter<>(target.schema()), bytes);
        }
        return bytes.toByteArray();
    }

    private Registered target(String topic) {
        Registered known = byTopic.get(topic);
        if (known != null) {
            return known;
        }
        // Not computeIfAbsent: it would hold a lock while the registry is asked.
        Registered asked = ids.of(topic, published);
        byTopic.put(topic, asked);
        return asked;
    }

    private GenericRecord inSchema(Schema target, SpecificRecord event) throws IOException {
        ByteArrayOutputStream own = new ByteArrayOutputStream(USUAL_BYTES);
        encode(event, writer, own);
        try {
            return new GenericDatumReader<GenericRecord>(published, target)
                    .read(null, DecoderFactory.get().binaryDecoder(own.toByteArray(), null));
        } catch (AvroTypeException e) {
            throw new IncompatibleSchemaException(
                    "Expected the newest schema to hold a " + published.getFullName() + ", but it does not.", e);
        }
    }

    private static <D> void encode(D datum, DatumWriter<D> writer, ByteArrayOutputStream bytes) throws IOException {
        BinaryEncoder encoder = ENCODERS.binaryEncoder(bytes, null);
        writer.write(datum, encoder);
        encoder.flush();
    }

    private static void writeHeader(ByteArrayOutputStream bytes, int id) {
        bytes.write(WireFormat.MAGIC);
        bytes.write(id >>> 24);
        bytes.write(id >>> 16);
        bytes.write(id >>> 8);
        bytes.write(id);
    }
}
