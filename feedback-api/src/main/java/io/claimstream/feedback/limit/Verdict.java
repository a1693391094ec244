package io.claimstream.feedback.limit;

import java.time.Duration;

/**
 * Whether something may happen now.
 *
 * @param quota the quota asked
 * @param allowed whether it may
 * @param left how often more
 * @param fullIn when the whole quota is there again
 * @param retryAfter when it may happen again; zero when it may now
 */
public record Verdict(Quota quota, boolean allowed, long left, Duration fullIn, Duration retryAfter) {}
