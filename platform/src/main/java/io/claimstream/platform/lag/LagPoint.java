package io.claimstream.platform.lag;

import java.time.Instant;

/**
 * How far behind something was at a time.
 *
 * @param at when it was looked at
 * @param committed offset up to which it had read; for movement only
 * @param records unread records
 * @param seconds age of the oldest of them, 0 or more
 */
public record LagPoint(Instant at, long committed, long records, double seconds) {

    /** The worse of two at the same time. */
    LagPoint worse(LagPoint other) {
        return new LagPoint(
                at.isAfter(other.at) ? at : other.at,
                Math.max(committed, other.committed),
                Math.max(records, other.records),
                Math.max(seconds, other.seconds));
    }
}
