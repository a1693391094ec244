package io.claimstream.schemas.registry;

import java.time.Duration;

/**
 * How often and after which pauses a registry is asked again.
 *
 * @param attempts how often in all, 1 or more
 * @param firstPause pause after the first failure; each later one is twice as long
 */
record RetryPolicy(int attempts, Duration firstPause) {

    RetryPolicy {
        if (attempts < 1 || firstPause.isNegative()) {
            throw new IllegalArgumentException("Expected at least one attempt and no negative pause.");
        }
    }

    /** The pause after a failed attempt, counted from 1. */
    Duration pauseAfter(int attempt) {
        return firstPause.multipliedBy(1L << (attempt - 1));
    }
}
