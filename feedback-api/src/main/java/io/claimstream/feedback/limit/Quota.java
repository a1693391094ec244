package io.claimstream.feedback.limit;

import java.time.Duration;

/**
 * How often something may happen.
 *
 * @param name names the quota to callers
 * @param count how often within a window; 0 for as often as wanted
 * @param window over how long
 */
public record Quota(String name, int count, Duration window) {

    public Quota {
        if (count < 0 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("Expected a count of 0 or more and a window.");
        }
    }

    /** Whether there is a limit at all. */
    public boolean isLimited() {
        return count > 0;
    }
}
