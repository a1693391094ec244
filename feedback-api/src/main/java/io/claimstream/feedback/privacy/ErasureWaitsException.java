package io.claimstream.feedback.privacy;

/** An erasure cannot go on before somebody has mended something. The message says what, and names nobody. */
final class ErasureWaitsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ErasureWaitsException(String message) {
        super(message);
    }
}
