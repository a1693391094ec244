package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.Delivery.Attempt;
import io.claimstream.feedback.webhook.Delivery.State;
import io.claimstream.feedback.webhook.Webhook.Pause;
import io.claimstream.feedback.webhook.WebhookMetrics.Attempted;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. One webhook is sent to by one thread of one process at a time, which holds its lease, in the order of the deliveries; several webhooks at once. A turn
 * ends at the first failure, so a receiver that is slow or away holds nobody else up. Thread-safe.
 */
final class WebhookSender implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int TURN = 50;
    private static final int GONE = 410;

    private final Jdbi jdbi;
    private final Clock clock;
    private final SecretTable secrets;
    private final WebhookPost post;
    private final Backoff backoff;
    private final WebhookMetrics metrics;
    private final int concurrency;
    private final String owner = UUID.randomUUID().toString();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("webhook-timer"));
    private final ExecutorService workers;

    /** @param concurrency webhooks that are sent to at once */
    WebhookSender(
            Jdbi jdbi,
            Clock clock,
            SecretTable secrets,
            WebhookPost post,
            Backoff backoff,
            WebhookMetrics metrics,
            int concurrency) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.secrets = secrets;
        this.post = post;
        this.backoff = backoff;
        this.metrics = metrics;
        this.concurrency = concurrency;
        this.workers = Executors.newFixedThreadPool(concurrency, named("webhook-sender"));
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something is due: look for it soon. */
    void nudge() {
        if (!timer.isShutdown() && asked.compareAndSet(false, true)) {
            timer.execute(this::look);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        post.close();
    }

    private void look() {
        asked.set(false);
        int free = concurrency - underWay.size();
        if (free <= 0) {
            return;
        }
        try {
            List<String> due = jdbi.withHandle(handle -> WebhookTable.due(handle, now(), free));
            due.stream().filter(underWay::add).forEach(id -> workers.execute(() -> turn(id)));
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("webhooks wait");
        }
    }

    private void turn(String id) {
        try {
            boolean goesOn = true;
            for (int i = 0; goesOn && i < TURN; i++) {
                goesOn = sendNext(id);
            }
            jdbi.useHandle(handle -> WebhookTable.release(handle, id, owner));
            underWay.remove(id);
            nudge();
        } catch (InterruptedException e) {
            // Closing: the lease ends by itself.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("webhookId", id)
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("webhook waits");
        } finally {
            underWay.remove(id);
        }
    }

    /** What is sent next, with all that it takes. */
    private record Job(Webhook webhook, Delivery delivery, List<SigningSecret> secrets) {}

    /** Answers whether to go on. */
    private boolean sendNext(String id) throws InterruptedException {
        Instant now = now();
        // In a transaction of its own: when the rest fails, the lease is what the next try waits for.
        if (!jdbi.inTransaction(handle -> WebhookTable.lease(handle, id, owner, now, now.plus(LEASE)))) {
            return false;
        }
        Optional<Job> job = jdbi.withHandle(
                handle -> DeliveryTable.next(handle, id, now).flatMap(delivery -> WebhookTable.find(handle, id)
                        .map(webhook -> new Job(webhook, delivery, secrets.of(handle, id, now)))));
        if (job.isEmpty()) {
            return false;
        }
        URI url = job.get().webhook().spec().url();
        return keep(job.get(), post.send(url, job.get().delivery(), job.get().secrets(), now));
    }

    private boolean keep(Job job, Attempt attempt) {
        String id = job.webhook().webhookId();
        Instant now = now();
        Attempted outcome = jdbi.inTransaction(handle -> {
            if (attempt.isSuccess()) {
                DeliveryTable.attempted(handle, job.delivery(), State.DELIVERED, attempt, now);
                WebhookTable.succeeded(handle, id);
                return Attempted.DELIVERED;
            }
            int attempts = job.delivery().attempts() + 1;
            boolean isLast = attempts >= Backoff.ATTEMPTS;
            State then = isLast ? State.FAILED : State.WAITING;
            DeliveryTable.attempted(handle, job.delivery(), then, attempt, now.plus(backoff.afterAttempt(attempts)));
            int failures = WebhookTable.failures(handle, id) + 1;
            WebhookTable.failed(handle, id, now, now.plus(backoff.afterFailures(failures)));
            Instant since = job.webhook().failingSince();
            if (Integer.valueOf(GONE).equals(attempt.status())) {
                WebhookTable.pause(handle, id, Pause.GONE, now);
            } else if (isLast && since != null && !since.plus(DAY).isAfter(now)) {
                WebhookTable.pause(handle, id, Pause.FAILING, now);
            }
            return isLast ? Attempted.FAILED : Attempted.RETRIED;
        });
        metrics.attempted(outcome);
        return attempt.isSuccess();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ThreadFactory named(String name) {
        return run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
