package io.claimstream.launcher.play;

import java.util.concurrent.TimeUnit;

/** Keeps a number of events a second, which may change under way. Thread-safe; used by one thread at a time. */
public final class Pace {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private volatile double eventsPerSecond;
    private long next = System.nanoTime();

    /**
     * A pace.
     *
     * @param eventsPerSecond above 0; infinity for no limit
     */
    public Pace(double eventsPerSecond) {
        this.eventsPerSecond = eventsPerSecond;
    }

    /** Changes the pace from the next event on. */
    public void change(double newEventsPerSecond) {
        eventsPerSecond = newEventsPerSecond;
    }

    /** Waits until the next event is due. A late event is not caught up with. */
    void await() throws InterruptedException {
        long now = System.nanoTime();
        if (next > now) {
            TimeUnit.NANOSECONDS.sleep(next - now);
        }
        next = Math.max(next, now) + (long) (SECOND_NANOS / eventsPerSecond);
    }
}
