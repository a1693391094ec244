package io.claimstream.features;

import io.claimstream.domain.history.DayKey;
import io.claimstream.domain.history.DayReader;
import io.claimstream.domain.history.HistoryDays;
import io.claimstream.event.HistoryDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The day buckets of one entity in the store.
 *
 * @param store buckets by the text of their {@link DayKey}
 * @param entity text of the entity's key
 */
record StoredDays(KeyValueStore<String, HistoryDay> store, String entity) implements DayReader {

    @Override
    public Optional<HistoryDay> at(int day) {
        return Optional.ofNullable(store.get(key(day)));
    }

    @Override
    public void newestFirst(int day, BiPredicate<Integer, HistoryDay> visitor) {
        try (KeyValueIterator<String, HistoryDay> buckets = store.reverseRange(key(Integer.MIN_VALUE), key(day))) {
            boolean wanted = true;
            while (wanted && buckets.hasNext()) {
                KeyValue<String, HistoryDay> bucket = buckets.next();
                wanted = visitor.test(DayKey.parse(bucket.key).day(), bucket.value);
            }
        }
    }

    /** The days that have a bucket, newest first. */
    List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        newestFirst(Integer.MAX_VALUE, (day, bucket) -> all.add(day));
        return all;
    }

    /** Writes a bucket; an empty one is deleted. */
    void write(int day, HistoryDay bucket) {
        if (bucket.equals(HistoryDays.EMPTY)) {
            store.delete(key(day));
        } else {
            store.put(key(day), bucket);
        }
    }

    private String key(int day) {
        return new DayKey(entity, day).text();
    }
}
