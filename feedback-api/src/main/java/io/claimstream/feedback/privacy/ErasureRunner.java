package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.Outcome;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.privacy.ErasureTable.Done;
import io.claimstream.platform.service.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries confirmed erasures out, in a thread of its own: step by step, each remembered, so that it goes on after a crash where it was, until there is one receipt. A step that cannot
 * be done now is tried again for as long as it takes, with growing pauses, and health says why. Of several instances each may do a step; one ends it. Thread-safe.
 */
public final class ErasureRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ErasureRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_UNDER_WAY = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final ErasureWork work;
    private final ReceiptKeys keys;
    private final Clock clock;
    private final Obstacles obstacles = new Obstacles();
    private final Semaphore nudged = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "erasures");
    private volatile boolean isClosed;

    ErasureRunner(Jdbi jdbi, AuditTrail audit, ErasureWork work, ReceiptKeys keys, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.work = work;
        this.keys = keys;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** Says that there is something to carry out. */
    public void nudge() {
        nudged.release();
    }

    /** Degraded while an erasure does not go on, with the reason. */
    public Health.Check check() {
        return obstacles.check();
    }

    @Override
    public void close() {
        isClosed = true;
        nudge();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                boolean isUnderWay = tryAll();
                if (nudged.tryAcquire((isUnderWay ? PAUSE_UNDER_WAY : PAUSE).toMillis(), TimeUnit.MILLISECONDS)) {
                    nudged.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether there is something to go on with soon. One that cannot go on now keeps no other from it. */
    boolean tryAll() {
        boolean isUnderWay = false;
        try {
            List<Erasure> open = jdbi.withHandle(ErasureTable::open);
            List<Erasure> late = jdbi.withHandle(ErasedClaimTable::late);
            obstacles.read(
                    Stream.concat(open.stream(), late.stream())
                            .map(Erasure::erasureId)
                            .toList(),
                    keys.conflict());
            for (Erasure erasure : open) {
                isUnderWay |= !obstacles.rests(erasure.erasureId(), clock.instant()) && !tryToGoOn(erasure);
            }
            late.stream()
                    .filter(it -> !obstacles.rests(it.erasureId(), clock.instant()))
                    .forEach(this::lookOnceMore);
        } catch (RuntimeException e) {
            obstacles.unread(e);
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("erasures wait");
        }
        return isUnderWay;
    }

    private boolean tryToGoOn(Erasure erasure) {
        try {
            boolean isDone = goOn(erasure);
            obstacles.wentOn(erasure.erasureId());
            return isDone;
        } catch (RuntimeException e) {
            waits(erasure, e);
            return false;
        }
    }

    private void lookOnceMore(Erasure erasure) {
        try {
            work.late(erasure);
            obstacles.wentOn(erasure.erasureId());
        } catch (RuntimeException e) {
            waits(erasure, e);
        }
    }

    private void waits(Erasure erasure, RuntimeException failure) {
        if (obstacles.failed(erasure.erasureId(), failure, clock.instant())) {
            LOGGER.atWarn()
                    .addKeyValue("erasure", erasure.erasureId())
                    .setCause(failure)
                    .log("an erasure waits");
        }
    }

    /** Goes on with one as far as can be; true when it is done. */
    boolean goOn(Erasure erasure) {
        for (Step step : Step.values()) {
            Map<Step, Done> before = jdbi.withHandle(handle -> ErasureTable.steps(handle, erasure.erasureId()));
            if (before.containsKey(step)) {
                continue;
            }
            // Keys are remembered elsewhere until some time after they were destroyed, not after that was begun.
            Optional<JsonNode> result = work.run(step, erasure, before);
            if (result.isEmpty() || isClosed) {
                return false;
            }
            Done done = new Done(now(), result.get());
            jdbi.useTransaction(handle -> ErasureTable.done(handle, erasure.erasureId(), step, done));
        }
        if (!work.knowsLearning(erasure)) {
            return false;
        }
        finish(erasure);
        return true;
    }

    private void finish(Erasure erasure) {
        Map<Step, Done> steps = jdbi.withHandle(handle -> ErasureTable.steps(handle, erasure.erasureId()));
        Instant now = now();
        Receipt receipt = keys.open().sign(work.receipt(erasure, steps).text(now));
        jdbi.useTransaction(handle -> {
            if (ErasureTable.finish(handle, erasure.erasureId(), now, receipt)) {
                audit.add(handle, entry(erasure));
            }
        });
    }

    private static AuditEntry entry(Erasure erasure) {
        return new AuditEntry(
                "erasure",
                AuditAction.ERASURE_DONE,
                Erasures.ADDRESS + "/" + erasure.erasureId(),
                Outcome.DONE,
                erasure.subject().insurer(),
                States.made(JsonNodeFactory.instance.objectNode().put("receipt", erasure.receiptText())),
                "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
