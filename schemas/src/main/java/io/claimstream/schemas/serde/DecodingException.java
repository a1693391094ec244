package io.claimstream.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A value that is not a readable event. Carries a stable code and never the value's contents. */
public final class DecodingException extends SerializationException {

    /** Why a value cannot be decoded. */
    public enum Code {
        EMPTY_VALUE,
        WRONG_MAGIC,
        CUT_SCHEMA_ID,
        UNKNOWN_SCHEMA_ID,
        WRONG_SCHEMA,
        MALFORMED_BODY
    }

    private final Code code;

    public DecodingException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
