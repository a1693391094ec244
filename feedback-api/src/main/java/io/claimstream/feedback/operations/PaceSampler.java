package io.claimstream.feedback.operations;

import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds at how much passed and how fast, in a thread of its own. Thread-safe. */
public final class PaceSampler implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PaceSampler.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final EventSerdes serdes;
    private final Clock clock;
    private final PaceWindow window = new PaceWindow();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "pace");

    /** @param consumers opens a consumer of committed records outside any group, again after each failure */
    public PaceSampler(
            Jdbi jdbi, Supplier<? extends Consumer<byte[], byte[]>> consumers, EventSerdes serdes, Clock clock) {
        this.jdbi = jdbi;
        this.consumers = consumers;
        this.serdes = serdes;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** What was seen so far. */
    public Pace pace() {
        return window.pace();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosing()) {
            try (ScoredTail tail = new ScoredTail(consumers.get(), serdes)) {
                do {
                    long[] millis = tail.millis();
                    window.add(clock.instant(), totals(), millis);
                } while (!isClosing());
            } catch (RuntimeException e) {
                window.failed(WorldFailure.cause(e)
                        .orElse("the look failed with " + e.getClass().getSimpleName()));
                LOGGER.atDebug().setCause(e).log("pace not read");
            }
        }
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

    private boolean isClosing() {
        try {
            return closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
