package io.claimstream.platform.seal;

import org.jspecify.annotations.Nullable;

/** A key that wraps the keys of persons is not to be had here. Nothing can be sealed or opened with theirs until it is. */
public sealed class KeyEncryptionKeyMissingException extends RuntimeException permits KeyServiceUnavailableException {

    KeyEncryptionKeyMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
