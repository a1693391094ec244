package io.claimstream.feedback.events;

import io.claimstream.platform.streams.WorldFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells clients that come back what they missed, one after the other, in a thread of its own. Thread-safe. */
final class CatchUp implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CatchUp.class);
    private static final long IDLE_MILLIS = 500;
    /** How long one client has the reader for itself. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final Supplier<EventLog> logs;
    private final int most;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable EventLog opened;

    /** @param most records that are read again for one client */
    CatchUp(EventFeed feed, Supplier<EventLog> logs, int most) {
        this.feed = feed;
        this.logs = logs;
        this.most = most;
        this.thread = new Thread(this::run, "event-catch-up");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Optional<EventStream> next = feed.takeBehind(IDLE_MILLIS);
                next.ifPresentOrElse(this::turn, this::closeLog);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeLog();
        }
    }

    private void turn(EventStream stream) {
        try {
            tell(stream);
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue(
                            "cause", WorldFailure.cause(e).orElse(e.getClass().getSimpleName()))
                    .log("a stream waits for what it missed");
            closeLog();
            // It comes again with the id of what it has.
            feed.end(stream);
        }
    }

    private void tell(EventStream stream) {
        Map<TopicPartition, Long> to = feed.beginRound(stream);
        if (to.isEmpty()) {
            return;
        }
        Set<String> topics = EventTopics.of(stream.terms().audience().kinds());
        Map<TopicPartition, Long> gaps = Resume.gaps(stream.told(), to, topics);
        Map<TopicPartition, Long> cut = Resume.cut(gaps, to, most);
        if (!cut.equals(gaps)) {
            stream.add(Frame.missed(stream.since()));
        }
        Map<TopicPartition, Long> told = new HashMap<>(to);
        told.putAll(cut);
        stream.told().putAll(told);
        boolean isDone = cut.isEmpty() || read(stream, cut, to);
        stream.wake();
        goOn(stream, isDone);
    }

    private void goOn(EventStream stream, boolean isDone) {
        if (isDone && feed.endRound(stream)) {
            stream.wake();
        } else if (!stream.isEnded() && (stream.hasRoom() || !stream.waitsForRoom())) {
            feed.catchUp(stream);
        }
    }

    /** Answers whether everything was told. */
    private boolean read(EventStream stream, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        EventLog log = log();
        log.seek(from);
        long deadline = System.nanoTime() + TURN.toNanos();
        boolean isDone = false;
        while (!isDone && !closed && !stream.isEnded() && stream.hasRoom() && System.nanoTime() < deadline) {
            tell(stream, log.read(), to);
            log.places().forEach((partition, place) -> stream.told()
                    .put(partition, Math.min(place, to.getOrDefault(partition, place))));
            isDone = from.keySet().stream()
                    .allMatch(it -> stream.told().getOrDefault(it, 0L) >= to.getOrDefault(it, 0L));
            stream.wake();
        }
        return isDone;
    }

    private static void tell(EventStream stream, List<Placed> records, Map<TopicPartition, Long> to) {
        for (Placed record : records) {
            if (record.offset() < to.getOrDefault(record.partition(), 0L)) {
                stream.told().put(record.partition(), record.offset() + 1);
                stream.addEarlier(record.events(), new EventId(record.at(), stream.told()).text());
            }
        }
    }

    private EventLog log() {
        EventLog log = opened;
        if (log == null) {
            log = logs.get();
            opened = log;
        }
        return log;
    }

    private void closeLog() {
        EventLog log = opened;
        if (log != null) {
            opened = null;
            log.close();
        }
    }
}
