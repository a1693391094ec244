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
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        look(arrived, STEPS, feedbackId);
        return arrived;
    }

    private void look(CompletableFuture<Void> arrived, int steps, String feedbackId) {
        if (steps == 0 || isKnown(feedbackId)) {
            arrived.complete(null);
        } else {
            later.execute(() -> look(arrived, steps - 1, feedbackId));
        }
    }

    /** While the read model cannot be asked, there is nothing to wait for. */
    private boolean isKnown(String feedbackId) {
        try {
            return isThere.test(feedbackId);
        } catch (RuntimeException e) {
            return true;
        }
    }
}
