package io.claimstream.model.study;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that train side by side. Each training has one thread of its own, so how many there are changes the time that a study takes and not a
 * bit of its result: sums of one training are never added up in another order.
 */
final class Hands implements AutoCloseable {

    private final ExecutorService threads;

    /**
     * @param count number of threads, 1 or more
     */
    Hands(int count) {
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** Begins a piece of work, after those begun before it. */
    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /** Does work that does not depend on each other, and gives the results in the order of the work. */
    <T> List<T> all(List<? extends Callable<T>> work) {
        List<Future<T>> begun = new ArrayList<>();
        work.forEach(it -> begun.add(begin(it)));
        return begun.stream().map(Hands::result).toList();
    }

    /**
     * Waits for a piece of work.
     *
     * @throws RuntimeException what the work threw
     */
    static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to train to the end, but was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Expected to train, but it failed.", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
