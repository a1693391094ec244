package io.claimstream.feedback.retention;

import io.claimstream.platform.retention.Retention;
import io.claimstream.platform.retention.RetentionCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tells what is kept how long, and how far that is carried out. Thread-safe. */
public final class RetentionReport {

    /** The job runs every ten minutes; what is past its time by less is on its way. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final Map<String, LimitedTable> LIMITED =
            LimitedTable.ALL.stream().collect(Collectors.toMap(LimitedTable::name, Function.identity()));

    private final Jdbi jdbi;
    private final Clock clock;
    private final RetentionPeriods periods;

    public RetentionReport(Jdbi jdbi, Clock clock, RetentionPeriods periods) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.periods = periods;
    }

    /**
     * What is kept of a topic or table.
     *
     * @param retention the catalogue's entry
     * @param period for how long here; empty for unlimited
     * @param oldest time of the oldest row that no legal hold keeps; null for an empty table, and where the job deletes nothing
     * @param removed how many rows were deleted so far
     * @param removedAt when the last ones were; null for never
     * @param lookedAt when everything past its time was gone; null for never
     * @param isOverdue whether the oldest row is past its time for more than an hour
     * @param ever how many rows there ever were, by kind; empty for tables that feed no figure
     */
    public record Line(
            Retention retention,
            Optional<Duration> period,
            @Nullable Instant oldest,
            long removed,
            @Nullable Instant removedAt,
            @Nullable Instant lookedAt,
            boolean isOverdue,
            Map<String, Long> ever) {}

    /** Every topic and table, in the order of the catalogue. */
    public List<Line> lines() {
        return jdbi.inTransaction(handle ->
                RetentionCatalogue.ALL.stream().map(it -> line(handle, it)).toList());
    }

    /** By how long the oldest row of each table is past its time; without those that are not. */
    SortedMap<String, Duration> overdue() {
        SortedMap<String, Duration> overdue = new TreeMap<>();
        jdbi.useHandle(handle -> LimitedTable.ALL.forEach(table -> RetentionTable.oldest(handle, table, clock.instant())
                .flatMap(oldest -> past(table, oldest))
                .ifPresent(it -> overdue.put(table.name(), it))));
        return overdue;
    }

    private Line line(Handle handle, Retention retention) {
        @Nullable LimitedTable table = LIMITED.get(retention.name());
        Optional<Duration> period = periods.of(retention.name());
        if (table == null) {
            return new Line(retention, period, null, 0, null, null, false, Map.of());
        }
        Optional<Instant> oldest = RetentionTable.oldest(handle, table, clock.instant());
        RetentionTable.Removed removed = RetentionTable.removed(handle, table.name());
        return new Line(
                retention,
                period,
                oldest.orElse(null),
                removed.removed(),
                removed.removedAt(),
                removed.lookedAt(),
                oldest.flatMap(it -> past(table, it))
                        .filter(it -> it.compareTo(GRACE) > 0)
                        .isPresent(),
                table.counted()
                        .map(column -> RetentionTable.ever(handle, table, column))
                        .orElse(Map.of()));
    }

    private Optional<Duration> past(LimitedTable table, Instant oldest) {
        return periods.of(table.name())
                .map(it -> Duration.between(oldest.plus(it), clock.instant()))
                .filter(it -> !it.isNegative());
    }
}
