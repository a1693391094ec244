package io.claimstream.launcher.importing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does tasks several at a time, and holds back whoever hands them over too quickly. Stops at the first failure. */
final class BoundedWork implements AutoCloseable {

    /** Something to do that may wait. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    private final ExecutorService workers;
    private final Semaphore places;
    private final int size;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    BoundedWork(int workers) {
        this.workers = Executors.newFixedThreadPool(workers);
        this.size = 2 * workers;
        this.places = new Semaphore(size);
    }

    /** Hands a task over; waits for a place. Throws what an earlier task failed with. */
    void add(Task task) throws InterruptedException {
        places.acquire();
        rethrow();
        workers.execute(() -> run(task));
    }

    private void run(Task task) {
        try {
            if (failure.get() == null) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** Waits until everything handed over is done. Throws what a task failed with. */
    void finish() throws InterruptedException {
        places.acquire(size);
        places.release(size);
        rethrow();
    }

    private void rethrow() {
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
