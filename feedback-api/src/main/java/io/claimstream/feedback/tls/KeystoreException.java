package io.claimstream.feedback.tls;

import java.io.Serial;

/** A keystore cannot be served with. The message names the file, never its password. */
public final class KeystoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final KeystoreFault fault;

    /** @param what what was found in place of what was expected, as the end of a sentence */
    KeystoreException(KeystoreFault fault, String what) {
        super("Expected a PKCS#12 keystore to serve https with, but " + what + " (" + fault + "). " + fault.hint());
        this.fault = fault;
    }

    /** Why. */
    public KeystoreFault fault() {
        return fault;
    }
}
