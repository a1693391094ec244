package io.claimstream.platform.destruction;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of rows, until one is destroyed: all of it is of one {@linkplain Destructions#generation generation}. When it is full it forgets what was not used for longest.
 * Thread-safe.
 */
public final class Remembered<K, V> {

    private static final long NONE = -1;

    private final Map<K, V> entries;
    private long generation = NONE;

    /** @param most so many entries are remembered */
    public Remembered(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * What is remembered of a key; null when nothing is.
     *
     * @param now what is of another generation is forgotten
     */
    public @Nullable V get(K key, long now) {
        synchronized (entries) {
            if (generation != now) {
                entries.clear();
                generation = now;
            }
            return entries.get(key);
        }
    }

    /**
     * Remembers what was read.
     *
     * @param asked the generation as it was asked for before the row was read; when another is known by now, nothing is remembered
     */
    public void put(K key, V value, long asked) {
        synchronized (entries) {
            if (generation == asked) {
                entries.put(key, value);
            }
        }
    }

    /** Forgets everything. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
