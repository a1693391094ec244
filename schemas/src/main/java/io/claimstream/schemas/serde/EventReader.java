package io.claimstream.schemas.serde;

import io.claimstream.schemas.serde.DecodingException.Code;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads the bodies written in one schema into one generated class. Thread-safe. */
final class EventReader {

    private final SpecificDatumReader<SpecificRecord> reader;

    private EventReader(SpecificDatumReader<SpecificRecord> reader) {
        this.reader = reader;
    }

    /** Refuses a writer's schema of another record, and one that the class cannot take up. */
    static EventReader of(String topic, int id, Schema writer, Schema wanted) {
        if (writer.getType() != Schema.Type.RECORD
                || !writer.getFullName().equals(wanted.getFullName())
                || SchemaCompatibility.checkReaderWriterCompatibility(wanted, writer)
                                .getType()
                        != SchemaCompatibilityType.COMPATIBLE) {
            throw new DecodingException(
                    Code.WRONG_SCHEMA,
                    "Expected a " + wanted.getFullName() + " on " + topic + ", but schema " + id + " is another.",
                    null);
        }
        return new EventReader(new SpecificDatumReader<>(writer, wanted, EventData.FOR_READING));
    }

    SpecificRecord read(String topic, byte[] frame) {
        int length = frame.length - WireFormat.HEADER_BYTES;
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(frame, WireFormat.HEADER_BYTES, length, null);
        try {
            SpecificRecord event = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw malformed(topic, "bytes follow the event");
            }
            return event;
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException
                | UnsupportedOperationException e) {
            // Without the cause: its message may quote the value.
            throw malformed(topic, e.getClass().getSimpleName());
        }
    }

    private static DecodingException malformed(String topic, String what) {
        return new DecodingException(
                Code.MALFORMED_BODY, "Expected a complete event on " + topic + ", but: " + what + ".", null);
    }
}
