package io.claimstream.launcher.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes something when the process is asked to end (Ctrl-C, SIGTERM), and ends the process after ten seconds even if that
 * is not finished.
 */
public final class StopOnSignal implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread hook;

    private StopOnSignal(AutoCloseable target) {
        this.hook = new Thread(() -> stop(target), "stop");
    }

    /** From now on, until closed. */
    public static StopOnSignal of(AutoCloseable target) {
        StopOnSignal stop = new StopOnSignal(target);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /** Whether the process was asked to end. */
    public boolean stopping() {
        return stopping.get();
    }

    private void stop(AutoCloseable target) {
        stopping.set(true);
        Thread watch = new Thread(StopOnSignal::haltWhenLate, "stop-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            target.close();
        } catch (Exception e) {
            throw new IllegalStateException("Expected everything to stop in order.", e);
        }
    }

    private static void haltWhenLate() {
        try {
            Thread.sleep(LIMIT.toMillis());
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is at work.
            return;
        }
    }
}
