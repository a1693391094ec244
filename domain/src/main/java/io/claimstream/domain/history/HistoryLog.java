package io.claimstream.domain.history;

import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The day buckets of every history, rebuilt in memory by applying claims.history.v1 in the order of each partition. One thread. */
public final class HistoryLog {

    private final Map<String, NavigableMap<Integer, HistoryDay>> daysByEntity = new HashMap<>();
    private final Map<ClaimRevision, List<EntitySnapshot>> snapshots = new HashMap<>();
    private final Set<String> erased = new HashSet<>();
    private final Set<RecordRef> replaced;

    /** Of a log in which every record counts. */
    public HistoryLog() {
        this(Set.of());
    }

    /** @param replaced records that do not count, since they could not be applied and copies of them were, further on */
    public HistoryLog(Set<RecordRef> replaced) {
        this.replaced = Set.copyOf(replaced);
    }

    /** Which revision asked for a snapshot. */
    record ClaimRevision(String insurer, String claimId, int revision) {}

    /** Applies the next record of its partition. */
    public void apply(HistoryEvent event, RecordRef position) {
        if (replaced.contains(position)) {
            return;
        }
        String entity = EntityKey.of(event).text();
        NavigableMap<Integer, HistoryDay> days = daysByEntity.computeIfAbsent(entity, it -> new TreeMap<>());
        if (event.getErased()) {
            erased.add(entity);
            days.clear();
            return;
        }
        DayReader reader = new MapDays(days);
        Snapshots.take(event, reader, position).ifPresent(taken -> snapshots
                .computeIfAbsent(
                        new ClaimRevision(taken.getInsurer(), taken.getClaimId(), taken.getRevision()),
                        claim -> new ArrayList<>())
                .add(taken.getSnapshot()));
        if (erased.contains(entity)) {
            return;
        }
        HistoryDays.after(event, reader).forEach((day, bucket) -> {
            if (bucket.equals(HistoryDays.EMPTY)) {
                days.remove(day);
            } else {
                days.put(day, bucket);
            }
        });
    }

    /** The buckets by the text of their {@link EntityKey} and by day; a history without any is absent. */
    public Map<String, SortedMap<Integer, HistoryDay>> days() {
        Map<String, SortedMap<Integer, HistoryDay>> days = new TreeMap<>();
        daysByEntity.forEach((entity, buckets) -> {
            if (!buckets.isEmpty()) {
                days.put(entity, new TreeMap<>(buckets));
            }
        });
        return days;
    }

    List<EntitySnapshot> snapshotsFor(ClaimRevision claim) {
        return snapshots.getOrDefault(claim, List.of());
    }

    private record MapDays(NavigableMap<Integer, HistoryDay> days) implements DayReader {

        @Override
        public Optional<HistoryDay> at(int day) {
            return Optional.ofNullable(days.get(day));
        }

        @Override
        public void newestFirst(int day, BiPredicate<Integer, HistoryDay> visitor) {
            for (Map.Entry<Integer, HistoryDay> bucket :
                    days.headMap(day, true).descendingMap().entrySet()) {
                if (!visitor.test(bucket.getKey(), bucket.getValue())) {
                    return;
                }
            }
        }
    }
}
