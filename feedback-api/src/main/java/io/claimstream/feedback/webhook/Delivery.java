package io.claimstream.feedback.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told to a webhook, and what became of it.
 *
 * @param deliveryId counts deliveries, in the order of the log as far as it can be had
 * @param messageId the same for every attempt and for a replay, so that a receiver knows what it has
 * @param kind kind of event, or ping
 * @param body what is sent, JSON
 * @param attempts how often it was sent since it was due or replayed last
 * @param nextAt when it is sent next, if it waits
 * @param last the last attempt; null for none yet
 */
public record Delivery(
        long deliveryId,
        String messageId,
        String kind,
        String body,
        State state,
        int attempts,
        Instant createdAt,
        Instant nextAt,
        @Nullable Attempt last) {

    /** What became of a delivery. */
    public enum State {
        WAITING,
        DELIVERED,
        FAILED
    }

    /**
     * An attempt.
     *
     * @param status HTTP status of the answer; null without one
     * @param problem why it failed; null for a success
     */
    public record Attempt(Instant at, @Nullable Integer status, @Nullable Problem problem) {

        boolean isSuccess() {
            return problem == null;
        }
    }

    /** Why an attempt failed. */
    public enum Problem {
        /** The answer was not 2xx. */
        STATUS,
        /** No answer in time. */
        TIMEOUT,
        /** No connection, or it broke off. */
        CONNECTION,
        /** Nobody could prove to be the receiver. */
        TLS,
        /** The address is one that nothing is sent to. */
        ADDRESS_REFUSED,
        /** No address is known for the name. */
        NAME_UNKNOWN
    }
}
