package io.claimstream.feedback.whatif;

import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Does work in a few threads of its own, so that no thread that serves requests waits for it. Whoever comes when too much waits already is
 * refused at once, and what takes too long is given up. Thread-safe.
 */
final class Workbench implements AutoCloseable {

    private final Duration patience;
    private final ThreadPoolExecutor threads;

    /**
     * A bench with its threads.
     *
     * @param threads how many pieces of work are done at once
     * @param waiting how many more may wait
     * @param patience how long after it was asked for a piece of work may end
     */
    Workbench(int threads, int waiting, Duration patience) {
        this.patience = patience;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), work -> {
                    Thread made = new Thread(work, "what-if-" + count.incrementAndGet());
                    made.setDaemon(true);
                    return made;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** Until when a piece of work must end. */
    record Deadline(long nanos) {

        /** @throws WhatIfRefusedException when it has passed */
        void check() {
            if (System.nanoTime() - nanos > 0) {
                throw busy();
            }
        }
    }

    /** The answer of a piece of work; the work itself looks at its deadline where it may take long. */
    <T> CompletableFuture<T> submit(Function<Deadline, T> work) {
        Deadline deadline = new Deadline(System.nanoTime() + patience.toNanos());
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer.completeAsync(
                    () -> {
                        deadline.check();
                        return work.apply(deadline);
                    },
                    Runnable::run));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(busy());
        }
        return answer.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(failure instanceof TimeoutException ? busy() : failure));
    }

    private static WhatIfRefusedException busy() {
        return new WhatIfRefusedException(
                Reason.BUSY, "Expected fewer questions at once, or a smaller one; send the same again.");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
