package io.claimstream.feedback.events;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The events that one client follows, as far as they wait to be sent. Thread-safe, but for what the feed alone calls. */
public final class EventStream implements AutoCloseable {

    private final EventFeed feed;
    private final Terms terms;
    private final StreamQueue queue;
    /** What happens while the client catches up. */
    private final StreamQueue later;

    private final int enough;
    private final AtomicBoolean wantsRoom = new AtomicBoolean();
    /** How far this stream is told, while it catches up. Of the feed's threads. */
    private final Map<TopicPartition, Long> told = new HashMap<>();

    private volatile Runnable wake = () -> {};
    private volatile boolean ended;
    private boolean live;

    /**
     * What a client asked for.
     *
     * @param caller who asks
     * @param after the last event that the client has; null for none
     * @param admitted whether the caller would still be let in; may throw when that cannot be told
     */
    public record Terms(String caller, Audience audience, @Nullable EventId after, BooleanSupplier admitted) {}

    EventStream(EventFeed feed, Terms terms, int most) {
        this.feed = feed;
        this.terms = terms;
        this.queue = new StreamQueue(most);
        this.later = new StreamQueue(most);
        this.enough = most / 2;
    }

    /** From now on this is run whenever something waits to be sent, or the stream has ended. It must not block. */
    public void onNews(Runnable news) {
        wake = news;
        news.run();
    }

    /** What is to be sent next, as it goes over the line; null for nothing as yet. */
    public @Nullable String next() {
        Frame frame = queue.next();
        if (hasRoom() && wantsRoom.compareAndSet(true, false)) {
            feed.catchUp(this);
        }
        return frame == null ? null : frame.wire();
    }

    /** Whether nothing will come any more, and what waits need not be sent. */
    public boolean isEnded() {
        return ended;
    }

    /** The client is gone. */
    @Override
    public void close() {
        feed.end(this);
    }

    Terms terms() {
        return terms;
    }

    void end() {
        ended = true;
        wake.run();
    }

    void wake() {
        wake.run();
    }

    boolean isAdmitted() {
        return terms.admitted().getAsBoolean();
    }

    void beat() {
        if (queue.size() == 0) {
            queue.add(Frame.beat());
            wake.run();
        }
    }

    /** Adds what the client hears of some events of one record; the last of them bears the id. */
    boolean add(List<FeedEvent> events, String id) {
        return add(events, id, live ? queue : later);
    }

    /** Adds, while it catches up, what happened before. */
    void addEarlier(List<FeedEvent> events, String id) {
        add(events, id, queue);
    }

    void add(Frame frame) {
        queue.add(frame);
    }

    private boolean add(List<FeedEvent> events, @Nullable String id, StreamQueue to) {
        List<FeedEvent> heard = events.stream().filter(terms.audience()::hears).toList();
        for (int i = 0; i < heard.size(); i++) {
            to.add(Frame.of(heard.get(i), i == heard.size() - 1 ? id : null));
        }
        return !heard.isEmpty();
    }

    /** An event that stands in no log. */
    boolean add(FeedEvent event) {
        return add(List.of(event), null, live ? queue : later);
    }

    Map<TopicPartition, Long> told() {
        return told;
    }

    Instant since() {
        EventId after = terms.after();
        return after == null ? Instant.EPOCH : after.at();
    }

    boolean hasRoom() {
        return queue.size() <= enough;
    }

    /** Asks to be told when there is room again; false when there is already. */
    boolean waitsForRoom() {
        wantsRoom.set(true);
        return !(hasRoom() && wantsRoom.compareAndSet(true, false));
    }

    void beginRound() {
        later.clear();
    }

    /** Goes live, unless too much has happened meanwhile. */
    boolean goLive() {
        if (later.hasLost()) {
            return false;
        }
        later.moveTo(queue);
        live = true;
        return true;
    }
}
