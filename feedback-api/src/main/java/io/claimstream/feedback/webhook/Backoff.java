package io.claimstream.feedback.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after an attempt that failed: five seconds, then four times as long each time up to six hours, give or take a fifth. Thread-safe if its chance is. */
final class Backoff {

    /** Attempts of one delivery; with the waiting between them about a day. */
    static final int ATTEMPTS = 11;

    private static final long FIRST_MILLIS = 5_000;
    private static final int FACTOR = 4;
    private static final long LONGEST_MILLIS = Duration.ofHours(6).toMillis();
    private static final double JITTER = 0.2;
    private static final long LONGEST_REST_MILLIS = 60_000;

    private final RandomGenerator chance;

    Backoff(RandomGenerator chance) {
        this.chance = chance;
    }

    /** The pause of a delivery after so many attempts, at least 1. */
    Duration afterAttempt(int attempts) {
        return jittered(grown(FIRST_MILLIS, FACTOR, attempts, LONGEST_MILLIS));
    }

    /** The pause of a webhook after so many failures in a row, at least 1: whoever is away is not asked for each delivery that waits. */
    Duration afterFailures(int failures) {
        return jittered(grown(1_000, 2, failures, LONGEST_REST_MILLIS));
    }

    private static long grown(long first, int factor, int times, long longest) {
        double grown = first * Math.pow(factor, times - 1.0);
        return grown > longest ? longest : (long) grown;
    }

    private Duration jittered(long millis) {
        double share = 1 + JITTER * (2 * chance.nextDouble() - 1);
        return Duration.ofMillis(Math.round(millis * share));
    }
}
