package io.claimstream.feedback.page.claim;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits a moment until the read model has a feedback that Kafka has, without holding a thread: whoever is led back to the claim expects to see there what they just did.
 * Thread-safe.
 */
final class Arrival {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final int STEPS = 40;

    private final Predicate<String> isThere;
    private final Executor later;

    /**
     * @param isThere whether the read model has the feedback of an id
     * @param later runs what it is given after a moment
     */
    Arrival(Predicate<String> isThere, Executor later) {
        this.isThere = isThere;
        this.later = later;
    }

    /** One that asks twenty times a second, on the given executor. */
    static Arrival every(Predicate<String> isThere, Executor executor) {
        return new Arrival(
                isThere, CompletableFuture.delayedExecutor(STEP.toMillis(), TimeUnit.MILLISECONDS, executor));
    }

    /** Completes when the feedback is there; after forty moments all the same, since it is recorded already. */
    CompletableFuture<Void> of(String feedbackId) {
        return within(STEPS, feedbackId);
    }

    private CompletableFuture<Void> within(int steps, String feedbackId) {
        if (steps == 0 || isThere.test(feedbackId)) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.completedFuture(feedbackId)
                .thenComposeAsync(it -> within(steps - 1, it), later);
    }
}
