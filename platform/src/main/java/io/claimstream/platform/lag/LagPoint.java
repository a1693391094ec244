package io.claimstream.platform.lag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far behind something was at a time.
 *
 * @param at when it was looked at
 * @param committed offset up to which it had read; for movement only
 * @param records unread records
 * @param seconds age of the oldest of them, 0 or more; null when it is not known
 */
public record LagPoint(Instant at, long committed, long records, @Nullable Double seconds) {

    /** The worse of two at the same time. */
    LagPoint worse(LagPoint other) {
        return new LagPoint(
                at.isAfter(other.at) ? at : other.at,
                Math.max(committed, other.committed),
                Math.max(records, other.records),
                greater(seconds, other.seconds));
    }

    private static @Nullable Double greater(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
