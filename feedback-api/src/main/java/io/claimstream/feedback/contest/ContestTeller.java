package io.claimstream.feedback.contest;

import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how contests ended, in a thread of its own, and notes that it did once every in-sync replica has it. What is cut off in between is told again, in the same bytes. What cannot
 * be told now is tried again for as long as it takes, with growing pauses, and health says why. Of several instances one tells a contest. Thread-safe.
 */
public final class ContestTeller implements AutoCloseable {

    static final String CHECK = "contests";

    private static final Logger LOGGER = LoggerFactory.getLogger(ContestTeller.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final Clock clock;
    private final BooleanSupplier ready;
    private final Semaphore closing = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "contests");
    private volatile String obstacle = "";
    private volatile boolean isClosed;

    /** @param ready whether topics are there: a broker may else make them by itself, as they must not be */
    public ContestTeller(Jdbi jdbi, EventPublisher publisher, Clock clock, BooleanSupplier ready) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
        this.ready = ready;
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** Degraded while how contests ended cannot be told, with the reason: everything else works. */
    public Health.Check check() {
        String cause = obstacle;
        return cause.isEmpty() ? Health.Check.up(CHECK) : Health.Check.degraded(CHECK, cause);
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
    boolean tellAll() {
        Optional<String> first = Optional.empty();
        try {
            List<String> untold = jdbi.withHandle(handle -> ContestTable.untold(handle, AT_ONCE));
            for (String contestId : untold) {
                Optional<RuntimeException> failure = isClosed ? Optional.empty() : tryToTell(contestId);
                first = first.or(() -> failure.map(it -> contestId + " waits: " + cause(it)));
                if (failure.filter(PublishException.class::isInstance).isPresent()) {
                    break;
                }
            }
        } catch (RuntimeException e) {
            first = Optional.of("contests cannot be read: " + cause(e));
        }
        note(first.orElse(""));
        return first.isEmpty();
    }

    private void note(String now) {
        if (!now.isEmpty() && !now.equals(obstacle)) {
            LOGGER.atWarn().addKeyValue("cause", now).log("ended contests wait to be told");
        }
        obstacle = now;
    }

    private Optional<RuntimeException> tryToTell(String contestId) {
        try {
            jdbi.useTransaction(handle -> {
                Optional<Contest> contest = ContestTable.toTell(handle, contestId);
                if (contest.isPresent()) {
                    // The lock is held until Kafka has answered, within seconds: else every instance would tell it.
                    tell(contest.get());
                    ContestTable.told(handle, contestId, clock.instant().truncatedTo(ChronoUnit.MICROS));
                }
            });
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(e.getCause() instanceof RuntimeException cause ? cause : e);
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private void tell(Contest contest) {
        var unused = publisher
                .publish(Topics.CLAIMS_CONTESTS, ContestEnds.key(contest), ContestEnds.of(contest))
                .join();
    }

    /** Messages of others may quote anything. */
    private static String cause(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
