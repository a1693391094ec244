package io.claimstream.feedback.contest;

import io.claimstream.feedback.contest.Contests.Counts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of what claimants contest, of all insurers together. Counted in the database when they are asked for, once a minute at most, so every instance shows the same. Thread-safe.
 */
public final class ContestMetrics {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Contests contests;
    private final InstantSource clock;
    private @Nullable Counts counted;
    private Instant countedAt = Instant.EPOCH;

    public ContestMetrics(MeterRegistry registry, Contests contests, InstantSource clock) {
        this.contests = contests;
        this.clock = clock;
        gauge(registry, "claimstream.contests.open", "Contests of claimants that are not answered", Counts::open);
        gauge(
                registry,
                "claimstream.contests.due.soon",
                "Contests of claimants that are not answered and are due within a week",
                Counts::dueSoon);
        gauge(
                registry,
                "claimstream.contests.overdue",
                "Contests of claimants that are not answered and were due",
                Counts::overdue);
    }

    private void gauge(MeterRegistry registry, String name, String words, ToDoubleFunction<Counts> number) {
        Gauge.builder(name, () -> number.applyAsDouble(count()))
                .description(words)
                .register(registry);
    }

    /** A database that does not answer makes no number: the exception leaves the gauge without one. */
    private synchronized Counts count() {
        Instant now = clock.instant();
        Counts known = counted;
        if (known == null || !now.isBefore(countedAt.plus(KEPT))) {
            known = contests.counts();
            counted = known;
            countedAt = now;
        }
        return known;
    }
}
