package io.claimstream.feedback.http;

import io.claimstream.feedback.limit.Quota;
import io.claimstream.feedback.limit.RateLimiter;
import java.time.Clock;

/**
 * How often something may be asked.
 *
 * @param callers by one key or person
 * @param addresses from one address
 * @param failures from one address, without being let in
 */
public record RateLimits(RateLimiter callers, RateLimiter addresses, RateLimiter failures) {

    public static RateLimits of(Quota callers, Quota addresses, Quota failures, Clock clock) {
        return new RateLimits(
                new RateLimiter(callers, clock), new RateLimiter(addresses, clock), new RateLimiter(failures, clock));
    }
}
