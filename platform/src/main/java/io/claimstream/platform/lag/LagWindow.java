package io.claimstream.platform.lag;

import io.claimstream.platform.lag.Lag.Group;
import io.claimstream.platform.lag.Lag.Mark;
import io.claimstream.platform.lag.Lag.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was seen of late, in memory. Bounded, whatever the number of groups and partitions. Thread-safe. */
public final class LagWindow {

    /** Most groups, and most partitions, that are kept over time; of the others only the last look is known. Those of Claimstream go first. */
    static final int MOST_SERIES = 600;

    private static final int OF_STATE = 12;
    private static final int MOST_MARKS = 200;
    private static final String STOPPED = "stopped";
    private static final String CHANGED = "members changed";
    private static final Duration SAME_CHANGE = Duration.ofSeconds(20);

    private final Map<LagKey, LagSeries> partitions = new HashMap<>();
    private final Map<String, LagSeries> groups = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private Lag lag = new Lag(null, Optional.of("not looked at yet"), List.of(), List.of());

    /** How it is, and how it was. */
    public synchronized Lag lag() {
        return lag;
    }

    /** That it cannot be looked at now. What was seen before stays. */
    public synchronized void failed(String obstacle) {
        lag = new Lag(lag.at(), Optional.of(obstacle), lag.groups(), lag.marks());
    }

    /** Takes up what was seen. */
    public synchronized void add(Instant at, Seen seen) {
        note(at, seen.members());
        Map<String, List<Seen.Partition>> byGroup = byGroup(seen);
        makeRoom(partitions, seen.partitions().stream().map(Seen.Partition::key).sorted());
        makeRoom(groups, byGroup.keySet().stream().sorted(Comparator.comparing((String it) -> !LagKey.isOurs(it))));
        List<Group> now = new ArrayList<>();
        byGroup.forEach((name, ofGroup) -> now.add(group(at, name, ofGroup, seen.members())));
        lag = new Lag(at, Optional.empty(), now, List.copyOf(marks));
    }

    /** A group that runs and has committed nothing yet, for nothing came, is a group too. */
    private static Map<String, List<Seen.Partition>> byGroup(Seen seen) {
        Map<String, List<Seen.Partition>> byGroup = seen.partitions().stream()
                .collect(Collectors.groupingBy(it -> it.key().group(), TreeMap::new, Collectors.toList()));
        seen.members().forEach((group, ids) -> {
            if (!ids.isEmpty()) {
                byGroup.putIfAbsent(group, List.of());
            }
        });
        return byGroup;
    }

    private Group group(Instant at, String name, List<Seen.Partition> seen, Map<String, Set<String>> memberIds) {
        int members = memberIds.getOrDefault(name, Set.of()).size();
        List<Partition> now = seen.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .map(it -> partition(at, it, members))
                .toList();
        long records = now.stream().mapToLong(Partition::records).sum();
        @Nullable Double seconds = oldest(now);
        List<LagPoint> points = kept(groups, name, new LagPoint(at, 0, records, seconds))
                .map(LagSeries::all)
                .orElse(List.of());
        LagState state = now.stream().map(Partition::state).reduce(LagState.OK, LagState::worse);
        return new Group(name, state, members, records, seconds, now, points);
    }

    /** The greatest age; null when one is not known, for that one may be greater. */
    private static @Nullable Double oldest(List<Partition> partitions) {
        double oldest = 0;
        for (Partition partition : partitions) {
            @Nullable Double seconds = partition.seconds();
            if (seconds == null) {
                return null;
            }
            oldest = Math.max(oldest, seconds);
        }
        return oldest;
    }

    private Partition partition(Instant at, Seen.Partition seen, int members) {
        @Nullable
        Double seconds =
                seen.backlog().age(at).map(it -> it.toMillis() / 1000.0).orElse(null);
        LagPoint point = new LagPoint(at, seen.committed(), seen.backlog().records(), seconds);
        Optional<LagSeries> series = kept(partitions, seen.key(), point);
        return new Partition(
                seen.key(),
                series.map(it -> state(seen.key().group(), members, it))
                        .orElse(seen.backlog().records() == 0 ? LagState.OK : LagState.UNKNOWN),
                seen.committed(),
                seen.end(),
                seen.backlog().records(),
                seen.backlog().isExact(),
                seconds,
                series.map(LagSeries::all).orElse(List.of()));
    }

    private static LagState state(String group, int members, LagSeries series) {
        LagState state = LagState.of(series.last(OF_STATE));
        return state == LagState.STALLED && LongWork.isAtWork(group, members, series.all()) ? LagState.WORKING : state;
    }

    /** Keeps the series of the first keys, and forgets those of others. */
    private static <K> void makeRoom(Map<K, LagSeries> all, Stream<K> keys) {
        Set<K> kept = keys.limit(MOST_SERIES).collect(Collectors.toSet());
        all.keySet().retainAll(kept);
        kept.forEach(key -> all.computeIfAbsent(key, it -> new LagSeries()));
    }

    private static <K> Optional<LagSeries> kept(Map<K, LagSeries> all, K key, LagPoint point) {
        @Nullable LagSeries series = all.get(key);
        if (series == null) {
            return Optional.empty();
        }
        series.add(point);
        return Optional.of(series);
    }

    private void note(Instant at, Map<String, Set<String>> seen) {
        seen.forEach((group, now) -> {
            @Nullable Set<String> before = members.put(group, now);
            if (before != null && !before.equals(now)) {
                mark(new Mark(at, group, what(before, now)));
            }
        });
        members.keySet().retainAll(seen.keySet());
        while (marks.size() > MOST_MARKS
                || (!marks.isEmpty() && marks.getFirst().at().isBefore(at.minus(LagSeries.COARSE)))) {
            marks.removeFirst();
        }
    }

    /** A restart is seen in several steps: they are one. */
    private void mark(Mark mark) {
        Instant since = mark.at().minus(SAME_CHANGE);
        boolean hadStopped = marks.stream()
                .anyMatch(it -> isSame(it, mark, since) && !it.what().equals(CHANGED));
        marks.removeIf(it -> isSame(it, mark, since));
        boolean isRestart = hadStopped && !mark.what().equals(STOPPED);
        marks.addLast(isRestart ? new Mark(mark.at(), mark.group(), "restarted") : mark);
    }

    private static boolean isSame(Mark one, Mark other, Instant since) {
        return one.group().equals(other.group()) && one.at().isAfter(since);
    }

    private static String what(Set<String> before, Set<String> now) {
        if (now.isEmpty()) {
            return STOPPED;
        }
        return before.isEmpty() ? "started" : CHANGED;
    }
}
