package io.claimstream.feedback.publish;

import org.jspecify.annotations.Nullable;

/** An event was not acknowledged. The same event can be written again later. */
public final class PublishException extends RuntimeException {

    private final Cause reason;

    /** Why. */
    public enum Cause {
        /** Kafka or the schema registry did not answer in time. */
        UNAVAILABLE,
        /** Too many events wait for an answer already. */
        TOO_MANY_WAITING
    }

    public PublishException(Cause reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
