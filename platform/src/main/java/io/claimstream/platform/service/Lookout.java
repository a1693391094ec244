package io.claimstream.platform.service;

import io.claimstream.platform.streams.WorldFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at something every few seconds, in a thread of its own, until it is closed. What it looks through is opened anew after a look that failed. Thread-safe.
 *
 * @param <T> what it looks through, such as a Kafka client
 */
public final class Lookout<T extends AutoCloseable> implements AutoCloseable {

    /** Between two looks. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(Lookout.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Supplier<? extends T> opens;
    private final Consumer<? super T> look;
    private final Consumer<String> failed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Looks at nothing yet.
     *
     * @param name of the thread, and in the log
     * @param opens opens what it looks through; closed again after a failure and at the end
     * @param look takes one look; called by one thread
     * @param failed hears the cause of a look that failed, in words without contents of records
     */
    public Lookout(String name, Supplier<? extends T> opens, Consumer<? super T> look, Consumer<String> failed) {
        this.opens = opens;
        this.look = look;
        this.failed = failed;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins with a first look. Once. */
    public void start() {
        thread.start();
    }

    /** Ends after the look that is under way, which is waited for {@code 5 s} at most: an interrupted look would close the embedded database. */
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

    @SuppressWarnings("try") // a close that was interrupted is a look that failed, like any other
    private void run() {
        do {
            try (T through = opens.get()) {
                do {
                    look.accept(through);
                } while (!isClosing());
            } catch (Exception e) {
                failed.accept(WorldFailure.cause(e)
                        .orElse("the look failed with " + e.getClass().getSimpleName()));
                LOGGER.atDebug().setCause(e).addKeyValue("of", thread.getName()).log("look failed");
            }
        } while (!isClosing());
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
