package io.claimstream.feedback.webhook;

import java.time.Duration;

/**
 * How much is sent at once, and where to.
 *
 * @param concurrency webhooks that are sent to at once
 * @param timeout how long one attempt may take
 * @param plainHere whether http is taken for addresses of this machine
 * @param privateAddresses whether deliveries may go to addresses that are not public
 */
public record WebhookLimits(int concurrency, Duration timeout, boolean plainHere, boolean privateAddresses) {

    /** Webhooks that there may be. */
    static final int WEBHOOKS = 200;

    /** Deliveries that may wait for one webhook. */
    static final int WAITING = 100_000;
}
