package io.claimstream.feedback.events;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells everybody who listens what happens. One reader serves all of them, and rests while nobody listens. Events of the log come in the order of each partition, and
 * can be had again by the id of the last one; an event that is published here goes to who listens now. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

    private final FeedLimits limits;
    private final Clock clock;
    private final Set<EventStream> streams = new LinkedHashSet<>();
    private final BlockingQueue<EventStream> behind = new LinkedBlockingQueue<>();
    private final LiveReader reader;
    private final CatchUp catchUp;
    private final Heartbeat heartbeat;
    /** Up to where the log is told to those who are live; null while nobody knows. */
    private @Nullable Map<TopicPartition, Long> told;

    private boolean closed;

    /** A feed that reads nothing until someone listens. */
    public EventFeed(Supplier<EventLog> logs, FeedLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.reader = new LiveReader(this, logs);
        this.catchUp = new CatchUp(this, logs, limits.resumed());
        this.heartbeat = new Heartbeat(this, limits.heartbeat());
    }

    /** Begins to serve. Once. */
    public void start() {
        reader.start();
        catchUp.start();
        heartbeat.start();
    }

    /**
     * Opens a stream.
     *
     * @throws TooManyStreamsException when there are too many, of all or of this caller
     */
    public synchronized EventStream open(EventStream.Terms terms) {
        long ofCaller = streams.stream()
                .filter(it -> it.terms().caller().equals(terms.caller()))
                .count();
        if (closed || streams.size() >= limits.streams()) {
            throw new TooManyStreamsException("Expected fewer streams at once; try again later.");
        }
        if (ofCaller >= limits.perCaller()) {
            throw new TooManyStreamsException(
                    "Expected at most " + limits.perCaller() + " streams of one caller; end one, and try again.");
        }
        EventStream stream = new EventStream(this, terms, limits.waiting());
        streams.add(stream);
        place(stream);
        notifyAll();
        return stream;
    }

    /** Tells an event that stands in no log to those who listen now. */
    public void publish(FeedEvent event) {
        List<EventStream> touched;
        synchronized (this) {
            touched = streams.stream().filter(it -> it.add(event)).toList();
        }
        touched.forEach(EventStream::wake);
    }

    /** How many listen. */
    public synchronized int size() {
        return streams.size();
    }

    /** Ends every stream; none can be opened from now on. */
    public void endAll() {
        List<EventStream> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(streams);
            notifyAll();
        }
        all.forEach(this::end);
    }

    @Override
    public void close() {
        endAll();
        heartbeat.close();
        catchUp.close();
        reader.close();
    }

    void end(EventStream stream) {
        boolean isOpen;
        synchronized (this) {
            isOpen = streams.remove(stream);
        }
        if (isOpen) {
            stream.end();
        }
    }

    synchronized List<EventStream> all() {
        return List.copyOf(streams);
    }

    /** Waits until someone listens; false once closed. */
    synchronized boolean awaitListeners() throws InterruptedException {
        while (streams.isEmpty() && !closed) {
            wait();
        }
        return !closed;
    }

    synchronized boolean isListenedTo() {
        return !closed && !streams.isEmpty();
    }

    /** The reader is about to read: from where it was, or with nobody told anything yet, from these ends. */
    Map<TopicPartition, Long> begin(Map<TopicPartition, Long> ends) {
        List<EventStream> all;
        Map<TopicPartition, Long> from;
        synchronized (this) {
            if (told == null) {
                told = new HashMap<>(ends);
                streams.forEach(this::place);
            }
            from = Map.copyOf(told);
            all = List.copyOf(streams);
        }
        all.forEach(EventStream::wake);
        return from;
    }

    /** Tells what the reader has read, up to some places. */
    void tell(List<Placed> records, Map<TopicPartition, Long> places) {
        Set<EventStream> touched = new LinkedHashSet<>();
        synchronized (this) {
            Map<TopicPartition, Long> now = told;
            if (now == null) {
                return;
            }
            for (Placed record : records) {
                now.put(record.partition(), record.offset() + 1);
                if (!record.events().isEmpty()) {
                    String id = new EventId(record.at(), now).text();
                    streams.stream().filter(it -> it.add(record.events(), id)).forEach(touched::add);
                }
            }
            now.putAll(places);
        }
        touched.forEach(EventStream::wake);
    }

    /** The reader has stopped, since nobody listens. */
    synchronized void rest() {
        if (streams.isEmpty()) {
            told = null;
        }
    }

    /** A stream that is behind is to be told more. */
    void catchUp(EventStream stream) {
        behind.add(stream);
    }

    Optional<EventStream> takeBehind(long millis) throws InterruptedException {
        return Optional.ofNullable(behind.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** Up to where a stream that is behind is to be told, in this round; from here on what happens is kept for it. */
    synchronized Map<TopicPartition, Long> beginRound(EventStream stream) {
        stream.beginRound();
        return told == null || stream.isEnded() ? Map.of() : Map.copyOf(told);
    }

    /** A stream was told everything up to where its round ended. When too much happened meanwhile it needs another. */
    synchronized boolean endRound(EventStream stream) {
        return stream.goLive();
    }

    /** A stream that knows where it stands begins there, else where the log is told now. */
    private void place(EventStream stream) {
        Map<TopicPartition, Long> now = told;
        if (now == null) {
            return;
        }
        EventId after = stream.terms().after();
        if (after == null) {
            stream.add(Frame.opening(new EventId(clock.instant(), now).text()));
            stream.goLive();
        } else {
            stream.add(Frame.opening(null));
            stream.told().putAll(Resume.places(after, now));
            behind.add(stream);
        }
    }
}
