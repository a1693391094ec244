package io.claimstream.feedback.access;

/** Whether someone may come in cannot be told now, because someone else who knows does not answer. */
public final class GateUnavailableException extends RuntimeException {

    public GateUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
