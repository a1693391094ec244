package io.claimstream.feedback.operations;

import io.claimstream.platform.service.Lookout;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jdbi.v3.core.Jdbi;

/** Looks every few seconds at how much passed and how fast. Thread-safe. */
public final class PaceSampler implements AutoCloseable {

    private final Jdbi jdbi;
    private final Clock clock;
    private final PaceWindow window = new PaceWindow();
    private final Lookout<ScoredTail> lookout;

    /** @param consumers opens a consumer of committed records outside any group, again after each failure */
    public PaceSampler(
            Jdbi jdbi, Supplier<? extends Consumer<byte[], byte[]>> consumers, EventSerdes serdes, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.lookout = new Lookout<>("pace", () -> new ScoredTail(consumers.get(), serdes), this::look, window::failed);
    }

    /** Begins. Once. */
    public void start() {
        lookout.start();
    }

    /** What was seen so far. */
    public Pace pace() {
        return window.pace();
    }

    @Override
    public void close() {
        lookout.close();
    }

    private void look(ScoredTail tail) {
        long[] millis = tail.millis();
        window.add(clock.instant(), totals(), millis);
    }

    /** Of yesterday and today: what came in before is not under way any more. When the day changes, totals go back once. */
    private Totals totals() {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        Map<Flow, Long> counts = new EnumMap<>(Flow.class);
        jdbi.useHandle(handle -> handle.createQuery("select what, sum(records) from view_tally_record"
                        + " where ingested_on >= :from group by what")
                .bind("from", yesterday)
                .map((row, context) -> Map.entry(String.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(it -> Arrays.stream(Flow.values())
                        .filter(flow -> flow.name().equals(it.getKey()))
                        .forEach(flow -> counts.put(flow, it.getValue()))));
        return Totals.of(counts);
    }
}
