package io.claimstream.platform.lag;

import io.claimstream.platform.streams.WorldFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a cluster every few seconds in a thread of its own, and keeps what it saw. Thread-safe. */
public final class LagSampler implements AutoCloseable {

    /** Between two looks. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(LagSampler.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Supplier<? extends LagReader> readers;
    private final Clock clock;
    private final LagWindow window = new LagWindow();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "lag");

    /** @param readers opens a reader, again after each failure */
    public LagSampler(Supplier<? extends LagReader> readers, Clock clock) {
        this.readers = readers;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** What was seen so far. */
    public Lag lag() {
        return window.lag();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosing()) {
            try (LagReader reader = readers.get()) {
                do {
                    window.add(clock.instant(), reader.read());
                } while (!isClosing());
            } catch (RuntimeException e) {
                window.failed(WorldFailure.cause(e)
                        .orElse("the look failed with " + e.getClass().getSimpleName()));
                LOGGER.atDebug().setCause(e).log("lag not read");
            }
        }
    }

    private boolean isClosing() {
        try {
            return closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
