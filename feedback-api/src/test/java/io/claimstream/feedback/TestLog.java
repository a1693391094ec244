package io.claimstream.feedback;

import io.claimstream.feedback.events.EventFeed;
import io.claimstream.feedback.events.EventLog;
import io.claimstream.feedback.events.FeedEvent;
import io.claimstream.feedback.events.FeedLimits;
import io.claimstream.feedback.events.Placed;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;

/** A log in memory, with one partition of each topic. What is appended is in the read model at once. Thread-safe. */
public final class TestLog {

    private static final long PATIENCE_MILLIS = 50;
    private static final int AT_ONCE = 100;

    private final List<Placed> records = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** A feed of this log: 10 streams, 3 of each caller, 400 events waiting, 1,000 records read again. */
    public EventFeed feed(Clock clock) {
        return new EventFeed(this::open, new FeedLimits(10, 3, 400, 1_000, Duration.ofMillis(200)), clock);
    }

    public EventLog open() {
        return new Reader();
    }

    /** As if the log could not be read the next so many times. */
    public void fail(int times) {
        failures.set(times);
    }

    /** Appends a record of claims.scored.v1 that tells something. */
    public synchronized void append(FeedEvent... events) {
        TopicPartition partition = new TopicPartition(Topics.CLAIMS_SCORED.name(), 0);
        records.add(new Placed(partition, records.size(), Facts.NOW, List.of(events)));
        notifyAll();
    }

    private synchronized List<Placed> after(long offset) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            while (records.size() <= offset && System.nanoTime() < deadline) {
                wait(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int from = (int) Math.min(offset, records.size());
        return List.copyOf(records.subList(from, Math.min(records.size(), from + AT_ONCE)));
    }

    private synchronized long end() {
        return records.size();
    }

    private final class Reader implements EventLog {

        private final Map<TopicPartition, Long> places = new HashMap<>();

        @Override
        public Map<TopicPartition, Long> ends(Collection<String> topics) {
            if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
                throw new IllegalStateException("Expected a log.");
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            topics.forEach(
                    it -> ends.put(new TopicPartition(it, 0), it.equals(Topics.CLAIMS_SCORED.name()) ? end() : 0L));
            return ends;
        }

        @Override
        public void seek(Map<TopicPartition, Long> wanted) {
            places.clear();
            places.putAll(wanted);
        }

        @Override
        public List<Placed> read() {
            TopicPartition scored = new TopicPartition(Topics.CLAIMS_SCORED.name(), 0);
            List<Placed> read = after(places.getOrDefault(scored, Long.MAX_VALUE));
            read.forEach(it -> places.put(it.partition(), it.offset() + 1));
            return read;
        }

        @Override
        public Map<TopicPartition, Long> places() {
            return new HashMap<>(places);
        }

        @Override
        public void close() {
            places.clear();
        }
    }
}
