package io.claimstream.feedback.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Token buckets by name: each holds a quota, and fills evenly. Remembers the names met last, at most {@value #MOST}; who was forgotten has a full
 * bucket again. Of one process: two instances behind one address each grant the quota. Thread-safe.
 */
public final class RateLimiter {

    static final int MOST = 10_000;

    private final Quota quota;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    public RateLimiter(Quota quota, Clock clock) {
        this.quota = quota;
        this.time = new ClockTime(clock);
    }

    /** Takes one from the bucket of a name; empty when there is no limit. */
    public Optional<Verdict> take(String name) {
        if (!quota.isLimited()) {
            return Optional.empty();
        }
        ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
        return Optional.of(new Verdict(
                quota,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /** Puts back what was taken for something that does not count after all. */
    public void giveBack(String name) {
        if (quota.isLimited()) {
            bucket(name).addTokens(1);
        }
    }

    /** Names that are remembered. */
    int size() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket bucket(String name) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(name, unused -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(quota.count()).refillGreedy(quota.count(), quota.window()))
                    .withCustomTimePrecision(time)
                    .build());
        }
    }

    /** The injected clock in nanoseconds. */
    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
