package io.claimstream.feedback.batch;

import io.claimstream.feedback.publish.PublishException;

/** Kafka did not acknowledge a line of a batch. The same request sent again under its key goes on where this one ended. */
public final class InterruptedBatchException extends RuntimeException {

    private final String batchId;
    private final PublishException reason;

    InterruptedBatchException(String batchId, PublishException reason) {
        super(reason.getMessage(), reason);
        this.batchId = batchId;
        this.reason = reason;
    }

    public String batchId() {
        return batchId;
    }

    /** Why. */
    public PublishException.Cause reason() {
        return reason.reason();
    }
}
