package io.claimstream.feedback.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what happens.
 *
 * @param webhookId its id
 * @param spec what was asked for
 * @param version counts changes, from 1
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param updatedAt when it was changed last
 * @param paused why nothing is sent; null while it is
 * @param failingSince when the first attempt failed that none has succeeded after; null for none
 */
public record Webhook(
        String webhookId,
        WebhookSpec spec,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        @Nullable Pause paused,
        @Nullable Instant failingSince) {

    /** Why nothing is sent. */
    public enum Pause {
        /** Someone asked for it. */
        BY_HAND,
        /** Deliveries failed for good, and none has succeeded for a day. */
        FAILING,
        /** The receiver answered 410: it is gone. */
        GONE,
        /** Too many deliveries wait; what happens from then on is not kept for it. */
        TOO_MANY_WAITING
    }
}
