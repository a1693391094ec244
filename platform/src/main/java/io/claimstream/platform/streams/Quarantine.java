package io.claimstream.platform.streams;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Input records whose effects could not be written. Their transaction was aborted; when they are read again, they become dead
 * letters before anything is written. Kept in memory: after a restart they are simply tried once more. Thread-safe.
 */
public final class Quarantine {

    /** Key under which a Streams configuration holds the service's instance. */
    public static final String CONFIG = "claimstream.quarantine";

    private static final int GREATEST = 10_000;

    private final Set<Position> positions =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Position, Boolean> eldest) {
                    return size() > GREATEST;
                }
            }));

    private final Map<Thread, Position> applying = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

    private record Position(String topic, int partition, long offset) {}

    /** The instance that a Streams configuration holds. */
    public static Quarantine from(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof Quarantine quarantine) {
            return quarantine;
        }
        throw new IllegalArgumentException("Expected the Streams configuration to hold '" + CONFIG + "'.");
    }

    /** Notes that the effects of a record are written in this thread, until {@link #applied()}. */
    void applying(RecordMetadata record) {
        applying.put(Thread.currentThread(), new Position(record.topic(), record.partition(), record.offset()));
    }

    /** Notes that the effects are written, or not. */
    void applied() {
        applying.remove(Thread.currentThread());
    }

    /** Remembers the record whose effects are written in this thread; of very many, the oldest are forgotten. */
    void addApplying() {
        Position position = applying.get(Thread.currentThread());
        if (position != null) {
            positions.add(position);
        }
    }

    /**
     * Notes that an output cannot be written. When that is told while effects are written, their record is at fault and put in
     * quarantine. When Kafka tells it later, nobody knows whose output it was, and a topic is set up wrongly rather than a record
     * wrong: the cause is kept for the health, and all is tried again.
     */
    public void outputFailed(String topic, Exception error) {
        if (applying.get(Thread.currentThread()) == null) {
            refusal.set("Kafka refuses what is written to " + topic + " ("
                    + error.getClass().getSimpleName() + ")");
        } else {
            addApplying();
        }
    }

    /** Why Kafka refused an output since this was asked last. */
    Optional<String> takeRefusal() {
        return Optional.ofNullable(refusal.getAndSet(null));
    }

    /** Whether a record is in quarantine. */
    public boolean contains(String topic, int partition, long offset) {
        return positions.contains(new Position(topic, partition, offset));
    }

    /** Number of records in quarantine. */
    public int size() {
        return positions.size();
    }
}
