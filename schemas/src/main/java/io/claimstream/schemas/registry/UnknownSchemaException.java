package io.claimstream.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The registry answered that it knows no such schema. */
public final class UnknownSchemaException extends RuntimeException {

    public UnknownSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
