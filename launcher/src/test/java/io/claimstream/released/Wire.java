package io.claimstream.released;

import io.claimstream.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Events on the wire as any reader of Avro sees them: a zero byte, four bytes of schema id, Avro's binary form. */
final class Wire {

    private static final int HEADER_BYTES = 5;

    private Wire() {}

    /** Id of the schema that a value is written with. */
    static int id(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    /** What a value says, in the words of the schema that it is written with. */
    static GenericRecord read(SchemaRegistry registry, byte[] value) {
        Schema written = registry.byId(id(value));
        return read(written, written, value);
    }

    /** What a value says in the words of another schema. */
    static GenericRecord read(Schema written, Schema wanted, byte[] value) {
        try {
            return new GenericDatumReader<GenericRecord>(written, wanted)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event under a schema id. */
    static byte[] write(int id, GenericRecord event) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(
                    ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
