package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.feedback.publish.PublishException.Cause;
import io.claimstream.schemas.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;

/** A Kafka in memory that acknowledges at once, or not at all while it is away. Thread-safe. */
public final class FakePublisher implements EventPublisher {

    private final List<Written> written = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile int room = Integer.MAX_VALUE;

    /** What was written. */
    public record Written(String topic, String key, SpecificRecord event) {}

    public List<Written> written() {
        return written;
    }

    public void clear() {
        written.clear();
        away = false;
        room = Integer.MAX_VALUE;
    }

    public void goAway(boolean now) {
        away = now;
        room = Integer.MAX_VALUE;
    }

    /** As if it went away when it had so many events. */
    public void goAwayAfter(int events) {
        room = events;
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<RecordRef> publish(Topic<V> topic, String key, V event) {
        if (away || written.size() >= room) {
            return CompletableFuture.failedFuture(new PublishException(Cause.UNAVAILABLE, "away", null));
        }
        written.add(new Written(topic.name(), key, event));
        return CompletableFuture.completedFuture(new RecordRef(0, written.size() - 1L));
    }
}
