package io.claimstream.platform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a group has not read yet of a partition.
 *
 * @param records how many committed records, 0 or more
 * @param isExact whether they were counted; else they are estimated from the share of offsets that hold a record
 * @param oldest timestamp of the oldest of them; null when there is none, or none was looked at
 */
public record Backlog(long records, boolean isExact, @Nullable Instant oldest) {

    /** Everything is read. */
    public static final Backlog NONE = new Backlog(0, true, null);

    /**
     * What stands between two offsets, by what was found at the beginning of it. Offsets of control records and of aborted transactions hold nothing to read.
     *
     * @param from first offset that is not read
     * @param end offset behind the last committed record
     * @param looked offset up to which was looked
     * @param found records found there
     * @param oldest timestamp of the first of them; null when none was found
     */
    public static Backlog of(long from, long end, long looked, int found, @Nullable Instant oldest) {
        if (found == 0 && looked >= end) {
            return NONE;
        }
        if (looked >= end) {
            return new Backlog(found, true, oldest);
        }
        // Nothing is known of what was not looked at: every offset may be a record.
        double share = found == 0 || looked <= from ? 1 : (double) found / (looked - from);
        return new Backlog(Math.max(found, Math.round(share * (end - from))), false, oldest);
    }

    /** How old the oldest unread record is; zero when everything is read, or when it is of a time to come. Empty when it was not looked at. */
    public Optional<Duration> age(Instant now) {
        if (oldest == null) {
            return records == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        return Optional.of(oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now));
    }
}
