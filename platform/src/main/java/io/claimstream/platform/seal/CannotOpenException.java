package io.claimstream.platform.seal;

import org.jspecify.annotations.Nullable;

/** Sealed bytes, or a wrapped key, that are not what was sealed: changed, moved elsewhere, or of another key. Names no contents. */
public final class CannotOpenException extends RuntimeException {

    public CannotOpenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
