package io.claimstream.platform.seal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of a key management service: tried again a few times, and given up in time. Clients of such services wait for minutes when nothing answers; whoever calls here waits no longer
 * than it says. Its threads end by themselves. Thread-safe.
 */
final class KmsCalls {

    /** A first call finds credentials and shakes hands; five seconds are enough for that on a busy machine, and three times as long holds no stream thread too long to stay in its group. */
    static final Bounds BOUNDS =
            new Bounds(3, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), 16);

    private static final int MOST_WAITING = 256;
    private static final long IDLE_SECONDS = 10;

    private final Bounds bounds;
    private final ThreadPoolExecutor threads;

    /**
     * How long something is insisted on.
     *
     * @param tries how often a call is made
     * @param pause before the second try; twice that before the third, and so on
     * @param within time for all tries together
     * @param rest how long nothing is asked of a key after it was given up
     * @param atOnce calls at once; further ones wait for their turn, within their time
     */
    record Bounds(int tries, Duration pause, Duration within, Duration rest, int atOnce) {}

    /** It was not done. */
    static final class FailedException extends Exception {

        private final boolean isAnswered;

        FailedException(boolean isAnswered, Throwable cause) {
            super("Expected the key management service to do what was asked.", cause);
            this.isAnswered = isAnswered;
        }

        /** Whether each try came to an end in time. */
        boolean isAnswered() {
            return isAnswered;
        }
    }

    KmsCalls(Bounds bounds) {
        this.bounds = bounds;
        this.threads = new ThreadPoolExecutor(
                bounds.atOnce(),
                bounds.atOnce(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                KmsCalls::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    Bounds bounds() {
        return bounds;
    }

    /** What a call gives, once it does. */
    byte[] insist(Callable<byte[]> call) throws FailedException {
        long end = System.nanoTime() + bounds.within().toNanos();
        long pauseNanos = bounds.pause().toNanos();
        for (int tried = 1; ; tried++) {
            try {
                return once(call, end);
            } catch (FailedException e) {
                if (!e.isAnswered() || tried == bounds.tries() || System.nanoTime() + pauseNanos - end >= 0) {
                    throw e;
                }
            }
            pause(pauseNanos);
            pauseNanos *= 2;
        }
    }

    private byte[] once(Callable<byte[]> call, long end) throws FailedException {
        Future<byte[]> answer = begun(call);
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new FailedException(true, Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new FailedException(false, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new FailedException(false, e);
        }
    }

    private Future<byte[]> begun(Callable<byte[]> call) throws FailedException {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new FailedException(false, e);
        }
    }

    private static void pause(long nanos) throws FailedException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException(false, e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "key-management-service");
        thread.setDaemon(true);
        return thread;
    }
}
