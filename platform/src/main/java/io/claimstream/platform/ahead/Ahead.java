package io.claimstream.platform.ahead;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has things ready before they are needed, many at once: a commit costs a database more than the rows in it. Nothing depends on it: what is not there is made by
 * whoever needs it. Its thread ends by itself when nothing is wanted. Thread-safe.
 *
 * @param <T> what is wanted, comparable by {@code equals}
 */
public final class Ahead<T> {

    /** What does not fit is made one at a time: as many as a thread reads before the first of them comes back to it through a repartition topic. */
    private static final int MOST_WAITING = 16_384;

    private static final int AT_ONCE = 512;
    private static final long PATIENCE_SECONDS = 1;
    private static final long IDLE_SECONDS = 10;

    private final Consumer<List<T>> prepare;
    private final BlockingQueue<T> wanted = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<T, CountDownLatch> coming = new ConcurrentHashMap<>();
    private final AtomicBoolean isAtWork = new AtomicBoolean();
    private final ThreadPoolExecutor thread;

    /**
     * Nothing is done before something is wanted.
     *
     * @param name of the thread
     * @param prepare prepares things, no two of them equal; what it throws is told to nobody
     */
    public Ahead(String name, Consumer<List<T>> prepare) {
        this.prepare = prepare;
        thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> thread(work, name));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Asks for something; returns at once. Forgotten when too much is asked for. */
    public void want(T thing) {
        if (coming.putIfAbsent(thing, new CountDownLatch(1)) != null) {
            return;
        }
        if (!wanted.offer(thing)) {
            finish(thing);
            return;
        }
        if (isAtWork.compareAndSet(false, true)) {
            thread.execute(this::work);
        }
    }

    /** Waits while something is on its way, for a second at most. */
    public void await(T thing) {
        @Nullable CountDownLatch made = coming.get(thing);
        if (made == null) {
            return;
        }
        try {
            // Whether it came in time is seen by whoever looks for it.
            boolean ignored = made.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        isAtWork.set(false);
        List<T> things = new ArrayList<>();
        while (wanted.drainTo(things, AT_ONCE) > 0) {
            prepareOrLeave(things);
            things.clear();
        }
    }

    /** What keeps things from being made here keeps whoever needs them from it too, and is told there. Nobody waits any longer, whatever happened. */
    private void prepareOrLeave(List<T> things) {
        try {
            prepare.accept(things);
        } catch (RuntimeException e) {
            return;
        } finally {
            things.forEach(this::finish);
        }
    }

    private void finish(T thing) {
        @Nullable CountDownLatch made = coming.remove(thing);
        if (made != null) {
            made.countDown();
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
