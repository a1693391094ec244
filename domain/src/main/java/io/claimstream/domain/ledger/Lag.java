package io.claimstream.domain.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the service may take to enter a decision and to sign the entry.
 *
 * @param now when it is asked
 * @param most the longest that it may take
 */
public record Lag(Instant now, Duration most) {

    /** Whether what follows from a decision may still come. A time that has not come yet excuses nothing, beyond what clocks differ by. */
    public boolean mayWait(Instant knownAt) {
        return !knownAt.isBefore(now.minus(most)) && !knownAt.isAfter(now.plus(most));
    }
}
