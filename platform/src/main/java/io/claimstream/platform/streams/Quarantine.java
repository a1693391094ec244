package io.claimstream.platform.streams;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

    private record Position(String topic, int partition, long offset) {}

    /** The instance that a Streams configuration holds. */
    public static Quarantine from(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof Quarantine quarantine) {
            return quarantine;
        }
        throw new IllegalArgumentException("Expected the Streams configuration to hold '" + CONFIG + "'.");
    }

    /** Remembers a record; of very many, the oldest are forgotten. A record without coordinates cannot be remembered. */
    public void add(@Nullable String topic, int partition, long offset) {
        if (topic != null) {
            positions.add(new Position(topic, partition, offset));
        }
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
