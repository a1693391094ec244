package io.claimstream.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The registry refused a schema as incompatible with those registered before. */
public final class IncompatibleSchemaException extends RuntimeException {

    public IncompatibleSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
