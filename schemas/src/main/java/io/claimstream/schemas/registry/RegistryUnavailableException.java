package io.claimstream.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The registry could not be asked: the world's fault, worth a retry, never a dead letter. */
public final class RegistryUnavailableException extends RuntimeException {

    public RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
