package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which claims wait to be summed up, and when it is their turn. To sum one up costs more than to score it, for the many orders that lists come in. So a
 * claim that is still on its way waits for its outcome and is summed up once, not three times; and the work takes a bounded share of the time, as long as what waits is
 * bounded. Pure but for the clock. Not thread-safe.
 */
final class ClaimBacklog {

    static final int AT_ONCE = 100;
    private static final int MANY_AT_ONCE = 5_000;
    /** From here on the work is not held back: what waits costs memory, and is read once more after a crash. */
    static final int MANY = 100_000;

    static final Duration PATIENCE = Duration.ofSeconds(15);
    /** The pause after some work, in times of that work: with what it costs to commit, about a fifth of one processor. */
    static final int REST = 6;

    private final LongSupplier nanos;
    /** By when each is summed up even without an outcome; in the order of that time. */
    private final Map<ClaimKey, Long> onTheirWay = new LinkedHashMap<>();

    private final Set<ClaimKey> ready = new LinkedHashSet<>();

    private @Nullable Mark mark;
    private long restsUntil;

    /**
     * @param nanos a clock that never goes back, such as {@link System#nanoTime()}
     */
    ClaimBacklog(LongSupplier nanos) {
        this.nanos = nanos;
        this.restsUntil = nanos.getAsLong();
    }

    /** Places in the topics, and the claims of records before them that still wait. */
    private record Mark(Map<TopicPartition, Long> places, Set<ClaimKey> claims) {}

    /** Something of these claims has changed, and more is about to. */
    void onTheirWay(Collection<ClaimKey> claims) {
        long deadline = nanos.getAsLong() + PATIENCE.toNanos();
        claims.stream()
                .filter(claim -> !ready.contains(claim))
                .forEach(claim -> onTheirWay.putIfAbsent(claim, deadline));
    }

    /** These claims have come to an outcome, or to another one. */
    void decided(Collection<ClaimKey> claims) {
        claims.forEach(onTheirWay::remove);
        ready.addAll(claims);
    }

    /**
     * The claims to sum up now, oldest first.
     *
     * @param atOnce whether nothing is held back, as after a start, when the lists are not complete anyway
     */
    List<ClaimKey> due(boolean atOnce) {
        long now = nanos.getAsLong();
        boolean pressed = atOnce || size() >= MANY;
        outOfPatience(now);
        boolean resting = !pressed && now - restsUntil < 0;
        return resting
                ? List.of()
                : ready.stream().limit(pressed ? MANY_AT_ONCE : AT_ONCE).toList();
    }

    private void outOfPatience(long now) {
        Iterator<Map.Entry<ClaimKey, Long>> waiting = onTheirWay.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<ClaimKey, Long> next = waiting.next();
            if (now - next.getValue() < 0 && size() < MANY) {
                return;
            }
            ready.add(next.getKey());
            waiting.remove();
        }
    }

    /**
     * Up to where in the topics every claim is summed up once some are.
     *
     * @param written the claims that are about to be written
     * @param read up to where the topics are read
     * @return empty when that is no further than before
     */
    Optional<Map<TopicPartition, Long>> placesAfter(Collection<ClaimKey> written, Map<TopicPartition, Long> read) {
        if (written.size() == size()) {
            return Optional.of(Map.copyOf(read));
        }
        return Optional.ofNullable(mark)
                .filter(it -> Set.copyOf(written).containsAll(it.claims()))
                .map(Mark::places);
    }

    /**
     * Some claims are summed up.
     *
     * @param written the claims
     * @param tookNanos how long that took
     * @param read up to where the topics are read
     */
    void written(Collection<ClaimKey> written, long tookNanos, Map<TopicPartition, Long> read) {
        written.forEach(ready::remove);
        restsUntil = nanos.getAsLong() + REST * tookNanos;
        if (mark != null) {
            written.forEach(mark.claims()::remove);
        }
        if (mark == null || mark.claims().isEmpty()) {
            Set<ClaimKey> waiting = new HashSet<>(ready);
            waiting.addAll(onTheirWay.keySet());
            mark = new Mark(Map.copyOf(read), waiting);
        }
    }

    int size() {
        return ready.size() + onTheirWay.size();
    }
}
