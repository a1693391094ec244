package io.claimstream.feedback.http;

import io.claimstream.feedback.limit.RateLimiter;
import io.claimstream.feedback.limit.Verdict;
import io.javalin.http.Context;
import java.time.Duration;

/**
 * Refuses what is asked too often, and tells with every answer how often more is allowed: {@code RateLimit-Policy} and {@code RateLimit}, as in
 * draft-ietf-httpapi-ratelimit-headers-10.
 */
final class RateGuard {

    private static final long NANOS = 1_000_000_000L;

    private RateGuard() {}

    /**
     * Counts a request.
     *
     * @throws ProblemException when there are too many
     */
    static void take(Context context, RateLimiter limiter, String name) {
        limiter.take(name).ifPresent(verdict -> tell(context, verdict));
    }

    private static void tell(Context context, Verdict verdict) {
        String policy = '"' + verdict.quota().name() + '"';
        context.header(
                "RateLimit-Policy",
                policy + ";q=" + verdict.quota().count() + ";w="
                        + verdict.quota().window().toSeconds());
        context.header("RateLimit", policy + ";r=" + verdict.left() + ";t=" + seconds(verdict.fullIn()));
        if (!verdict.allowed()) {
            long seconds = Math.max(1, seconds(verdict.retryAfter()));
            context.header("Retry-After", Long.toString(seconds));
            throw new ProblemException(
                    ProblemCode.RATE_LIMITED, "Expected fewer requests; try again in " + seconds + " s.");
        }
    }

    /** Rounded up: who comes a moment too early is refused again. */
    private static long seconds(Duration time) {
        return Math.addExact(time.toNanos(), NANOS - 1) / NANOS;
    }
}
