package io.claimstream.feedback.outbox;

import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.platform.service.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what ended in a table of records, in a thread of its own, and notes that it did once every in-sync replica has it. What is cut off in between is told again, in the same bytes. What cannot
 * be told now is tried again for as long as it takes, with growing pauses, and health says why. Of several instances one tells a row. Thread-safe.
 */
public final class Outbox implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Outbox.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;

    private final Telling telling;
    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final Clock clock;
    private final BooleanSupplier ready;
    private final Semaphore closing = new Semaphore(0);
    private final Thread thread;
    private volatile String obstacle = "";
    private volatile boolean isClosed;

    /**
     * Tells nothing before it is started.
     *
     * @param telling what it tells
     * @param ready whether topics are there, and the views are up to them: a broker may else make topics by itself, as they must not be
     */
    public Outbox(Telling telling, Jdbi jdbi, EventPublisher publisher, Clock clock, BooleanSupplier ready) {
        this.telling = telling;
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
        this.ready = ready;
        this.thread = new Thread(this::run, telling.name());
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** Degraded while something cannot be told, with the reason: everything else works. */
    public Health.Check check() {
        String cause = obstacle;
        return cause.isEmpty() ? Health.Check.up(telling.name()) : Health.Check.degraded(telling.name(), cause);
    }

    @Override
    public void close() {
        isClosed = true;
        closing.release();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = PAUSE;
        while (!isClosed) {
            if (ready.getAsBoolean()) {
                pause = tellAll() ? PAUSE : longer(pause);
            }
            try {
                var unused = closing.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Whether everything was told that there was. One that cannot be told keeps no other from it, but Kafka does that is away. */
    public boolean tellAll() {
        Optional<String> first = Optional.empty();
        try {
            List<String> untold = jdbi.withHandle(handle -> telling.rows().ids(handle, AT_ONCE));
            for (String id : untold) {
                Optional<RuntimeException> failure = isClosed ? Optional.empty() : tryToTell(id);
                first = first.or(() -> failure.map(it -> id + " waits: " + cause(it)));
                if (failure.filter(PublishException.class::isInstance).isPresent()) {
                    break;
                }
            }
        } catch (RuntimeException e) {
            first = Optional.of(telling.name() + " cannot be read: " + cause(e));
        }
        note(first.orElse(""));
        return first.isEmpty();
    }

    private void note(String now) {
        if (!now.isEmpty() && !now.equals(obstacle)) {
            LOGGER.atWarn().addKeyValue("cause", now).log("what ended waits to be told");
        }
        obstacle = now;
    }

    private Optional<RuntimeException> tryToTell(String id) {
        try {
            jdbi.useTransaction(handle -> {
                if (telling.rows().lock(handle, id)) {
                    // The lock is held until Kafka has answered, within seconds: else every instance would tell it.
                    tell(telling.notices().of(handle, id));
                    telling.rows().told(handle, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
                }
            });
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(e.getCause() instanceof RuntimeException cause ? cause : e);
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private <V extends SpecificRecord> void tell(Notice<V> notice) {
        var unused =
                publisher.publish(notice.topic(), notice.key(), notice.event()).join();
    }

    /** Messages of others may quote anything. */
    private static String cause(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
