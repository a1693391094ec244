package io.claimstream.feedback.events;

import io.claimstream.platform.streams.WorldFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what happens, in a thread of its own, for all who listen. What is wrong with the world is waited for. Thread-safe. */
final class LiveReader implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final Supplier<EventLog> logs;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    LiveReader(EventFeed feed, Supplier<EventLog> logs) {
        this.feed = feed;
        this.logs = logs;
        this.thread = new Thread(this::run, "event-feed");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (feed.awaitListeners()) {
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        try (EventLog log = logs.get()) {
            log.seek(feed.begin(log.ends(EventTopics.ALL)));
            while (feed.isListenedTo()) {
                feed.tell(log.read(), log.places());
            }
            feed.rest();
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue(
                            "cause", WorldFailure.cause(e).orElse(e.getClass().getSimpleName()))
                    .log("event feed waits");
            if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atDebug().log("event feed closed");
            }
        }
    }
}
