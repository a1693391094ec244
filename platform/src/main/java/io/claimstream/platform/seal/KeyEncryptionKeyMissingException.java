package io.claimstream.platform.seal;

import org.jspecify.annotations.Nullable;

/** A key that wraps the keys of persons is not here. Nothing can be sealed or opened with theirs until it is. */
public final class KeyEncryptionKeyMissingException extends RuntimeException {

    KeyEncryptionKeyMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
