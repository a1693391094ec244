package io.claimstream.feedback.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/** The part that one projection has in rebuilds of the read model. Used by its one thread. */
final class Rebuild {

    /** Every instance on the database has looked by then, and answers no more from views that are about to be emptied. */
    static final Duration NOTICE = Duration.ofSeconds(3);

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Jdbi jdbi;
    private final String projection;
    private final List<String> tables;
    private final List<String> topics;
    private final LongSupplier nanos;
    private long lookedAt;

    /**
     * @param tables the views of the projection
     * @param topics what they are read from
     * @param nanos a clock that never goes back, such as {@link System#nanoTime()}
     */
    Rebuild(Jdbi jdbi, String projection, List<String> tables, List<String> topics, LongSupplier nanos) {
        this.jdbi = jdbi;
        this.projection = projection;
        this.tables = List.copyOf(tables);
        this.topics = List.copyOf(topics);
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
    }

    /** Whether a rebuild waits to be begun. Asks the database once a second at most. */
    boolean isAsked() {
        if (nanos.getAsLong() - lookedAt < LOOK_NANOS) {
            return false;
        }
        lookedAt = nanos.getAsLong();
        return last().filter(it -> !it.isBegun()).isPresent();
    }

    /** How long to wait until the views may be emptied; empty when no rebuild waits to be begun. */
    Optional<Duration> notice() {
        return last().filter(it -> !it.isBegun()).map(it -> {
            Duration left = NOTICE.minus(it.age());
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    /** Whether the views were emptied and do not hold everything yet. */
    boolean isUnderWay() {
        return last().filter(it -> it.isBegun() && !it.isDone()).isPresent();
    }

    /** Empties the views; from then on they are read from the beginning of the topics. */
    void empty() {
        RebuildTable.empty(jdbi, projection, tables, topics);
    }

    /** Says that the views hold everything again. */
    void end() {
        RebuildTable.end(jdbi, projection);
    }

    private Optional<RebuildTable.Last> last() {
        return RebuildTable.read(jdbi, projection);
    }
}
