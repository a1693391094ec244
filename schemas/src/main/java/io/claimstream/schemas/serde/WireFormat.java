package io.claimstream.schemas.serde;

import io.claimstream.schemas.serde.DecodingException.Code;
import org.jspecify.annotations.Nullable;

/** The five bytes before the Avro body: magic byte 0, then the schema id, big-endian. */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /** A value that has a header. */
    static byte[] frame(String topic, byte @Nullable [] frame) {
        if (frame == null || frame.length == 0) {
            throw new DecodingException(Code.EMPTY_VALUE, "Expected an event on " + topic + ", but it is empty.", null);
        }
        if (frame[0] != MAGIC) {
            throw new DecodingException(
                    Code.WRONG_MAGIC, "Expected magic byte 0 on " + topic + ", but it is " + frame[0] + ".", null);
        }
        if (frame.length < HEADER_BYTES) {
            throw new DecodingException(
                    Code.CUT_SCHEMA_ID,
                    "Expected a schema id of four bytes on " + topic + ", but the frame has " + frame.length + ".",
                    null);
        }
        return frame;
    }

    /** The schema id of a value that has a header. */
    static int schemaId(byte[] frame) {
        return (frame[1] & 0xff) << 24 | (frame[2] & 0xff) << 16 | (frame[3] & 0xff) << 8 | (frame[4] & 0xff);
    }
}
