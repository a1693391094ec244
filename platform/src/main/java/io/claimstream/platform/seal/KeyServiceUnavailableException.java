package io.claimstream.platform.seal;

import org.jspecify.annotations.Nullable;

/** A key management service does not answer, or refuses. It passes, or is mended there. */
public final class KeyServiceUnavailableException extends KeyEncryptionKeyMissingException {

    private static final int DEEPEST = 20;

    private final String reason;

    /**
     * Tells of a key.
     *
     * @param address of the key
     */
    KeyServiceUnavailableException(String address, Throwable cause) {
        super(
                "Expected the key management service to wrap and unwrap with " + address + ", but it does not ("
                        + reason(cause) + ").",
                cause);
        this.reason = reason(cause);
    }

    /** The class of what went wrong, innermost; a message might quote what was asked. */
    public String reason() {
        return reason;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        @Nullable Throwable next = cause.getCause();
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            cause = next;
            next = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
