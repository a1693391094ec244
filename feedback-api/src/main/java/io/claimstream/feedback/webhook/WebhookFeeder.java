package io.claimstream.feedback.webhook;

import io.claimstream.feedback.events.EventLog;
import io.claimstream.feedback.events.Placed;
import io.claimstream.feedback.webhook.DeliveryTable.Due;
import io.claimstream.feedback.webhook.Webhook.Pause;
import io.claimstream.platform.streams.WorldFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the log into deliveries, in a thread of its own. Deliveries and the place in the log are one transaction, so each event becomes one delivery of each webhook, however
 * many processes do this. Reads nothing while there is no webhook. Thread-safe.
 */
final class WebhookFeeder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookFeeder.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final Supplier<EventLog> logs;
    private final Clock clock;
    private final Runnable news;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "webhook-feeder");

    /** @param news run when there are new deliveries */
    WebhookFeeder(Jdbi jdbi, Supplier<EventLog> logs, Clock clock, Runnable news) {
        this.jdbi = jdbi;
        this.logs = logs;
        this.clock = clock;
        this.news = news;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed(Duration.ZERO)) {
            try {
                if (isNeeded()) {
                    follow();
                }
            } catch (RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue(
                                "cause",
                                WorldFailure.cause(e).orElse(e.getClass().getSimpleName()))
                        .log("webhook feeder waits");
            }
            if (isClosed(PAUSE)) {
                return;
            }
        }
    }

    private boolean isNeeded() {
        return jdbi.withHandle(handle -> WebhookTable.count(handle)) > 0;
    }

    /** Reads until closed, failed, or overtaken by another process, or there is no webhook left. */
    private void follow() {
        Map<TopicPartition, Long> known = jdbi.withHandle(PlaceTable::read);
        try (EventLog log = logs.get()) {
            Map<TopicPartition, Long> from = log.ends(PlaceTable.TOPICS);
            from.replaceAll((partition, end) -> Math.min(known.getOrDefault(partition, 0L), end));
            log.seek(from);
            boolean goesOn = true;
            while (goesOn && !isClosed(Duration.ZERO)) {
                List<Placed> records = log.read();
                goesOn = records.isEmpty() || take(records, known, log.places());
            }
        }
    }

    /** Answers whether to go on: not when another process was faster, or nobody wants to be told. */
    private boolean take(List<Placed> records, Map<TopicPartition, Long> known, Map<TopicPartition, Long> places) {
        boolean taken = jdbi.inTransaction(handle -> {
            List<Webhook> webhooks = WebhookTable.all(handle);
            if (webhooks.isEmpty() || !PlaceTable.move(handle, known, places)) {
                handle.rollback();
                return false;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            DeliveryTable.insert(handle, due(ErasedEvents.without(handle, records), webhooks), now);
            return true;
        });
        if (taken) {
            known.putAll(places);
            news.run();
        }
        return taken;
    }

    private static List<Due> due(List<Placed> records, List<Webhook> webhooks) {
        return records.stream()
                .flatMap(record -> record.events().stream().flatMap(event -> webhooks.stream()
                        .filter(it -> it.paused() != Pause.TOO_MANY_WAITING)
                        .filter(it -> it.spec().audience().hears(event))
                        .map(it -> new Due(it.webhookId(), Message.of(record, event)))))
                .toList();
    }

    private boolean isClosed(Duration within) {
        try {
            return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
