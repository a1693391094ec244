package io.claimstream.feedback.events;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to silent clients that their stream lives, and ends the stream of who would no longer be let in. Thread-safe. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);

    private final EventFeed feed;
    private final Duration every;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "event-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Heartbeat(EventFeed feed, Duration every) {
        this.feed = feed;
        this.every = every;
    }

    void start() {
        var unused =
                timer.scheduleWithFixedDelay(this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    void beat() {
        feed.all().forEach(this::beat);
    }

    /** When nobody can tell whether the caller may still listen, the stream ends: to take it up again costs little. */
    private void beat(EventStream stream) {
        try {
            if (stream.isAdmitted()) {
                stream.beat();
                return;
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("a stream ends: its caller cannot be looked up");
        }
        feed.end(stream);
    }
}
