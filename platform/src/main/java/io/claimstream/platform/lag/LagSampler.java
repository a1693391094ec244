package io.claimstream.platform.lag;

import io.claimstream.platform.service.Lookout;
import java.time.Clock;
import java.util.function.Supplier;

/** Looks at a cluster every few seconds, and keeps what it saw. Thread-safe. */
public final class LagSampler implements AutoCloseable {

    private final LagWindow window = new LagWindow();
    private final Lookout<LagReader> lookout;

    /** @param readers opens a reader, again after each failure */
    public LagSampler(Supplier<? extends LagReader> readers, Clock clock) {
        this.lookout = new Lookout<>("lag", readers, it -> window.add(clock.instant(), it.read()), window::failed);
    }

    /** Begins. Once. */
    public void start() {
        lookout.start();
    }

    /** What was seen so far. */
    public Lag lag() {
        return window.lag();
    }

    @Override
    public void close() {
        lookout.close();
    }
}
