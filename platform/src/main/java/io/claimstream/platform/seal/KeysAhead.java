package io.claimstream.platform.seal;

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
 * Has keys ready before they are needed, many in one transaction: a commit costs a database more than the keys in it. Nothing depends on it: a key that is not
 * there is made by whoever needs it. Its thread ends by itself when nothing is wanted. Thread-safe.
 */
final class KeysAhead {

    private static final int MOST_WAITING = 2_048;
    private static final int AT_ONCE = 512;
    private static final long PATIENCE_SECONDS = 1;
    private static final long IDLE_SECONDS = 10;

    private final Consumer<List<Subject>> prepare;
    private final BlockingQueue<Subject> wanted = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<Subject, CountDownLatch> coming = new ConcurrentHashMap<>();
    private final AtomicBoolean isAtWork = new AtomicBoolean();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), KeysAhead::thread);

    /** @param prepare looks keys up or makes them, those of different persons */
    KeysAhead(Consumer<List<Subject>> prepare) {
        this.prepare = prepare;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Asks for a key; returns at once. Forgotten when too many are asked for. */
    void want(Subject subject) {
        if (coming.putIfAbsent(subject, new CountDownLatch(1)) != null) {
            return;
        }
        if (!wanted.offer(subject)) {
            finish(subject);
            return;
        }
        if (isAtWork.compareAndSet(false, true)) {
            thread.execute(this::work);
        }
    }

    /** Waits while the key is on its way, for a second at most. */
    void await(Subject subject) {
        @Nullable CountDownLatch made = coming.get(subject);
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
        List<Subject> subjects = new ArrayList<>();
        while (wanted.drainTo(subjects, AT_ONCE) > 0) {
            prepareOrLeave(subjects);
            subjects.clear();
        }
    }

    /** What keeps keys from being made here keeps whoever needs them from it too, and is told there. Nobody waits any longer, whatever happened. */
    private void prepareOrLeave(List<Subject> subjects) {
        try {
            prepare.accept(subjects);
        } catch (RuntimeException e) {
            return;
        } finally {
            subjects.forEach(this::finish);
        }
    }

    private void finish(Subject subject) {
        @Nullable CountDownLatch made = coming.remove(subject);
        if (made != null) {
            made.countDown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "keys-ahead");
        thread.setDaemon(true);
        return thread;
    }
}
