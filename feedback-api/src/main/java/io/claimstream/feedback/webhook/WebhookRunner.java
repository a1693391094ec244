package io.claimstream.feedback.webhook;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.events.EventLog;
import io.claimstream.feedback.webhook.Webhook.Pause;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that keeps webhooks going: reads the log, sends, and pauses whom too much waits for. Thread-safe. */
public final class WebhookRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookRunner.class);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final World world;
    private final Webhooks webhooks;
    private final WebhookFeeder feeder;
    private final WebhookSender sender;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "webhook-tidy");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What webhooks work with.
     *
     * @param box encrypts signing secrets
     * @param logs opens the log
     * @param resolver finds the addresses of a name
     * @param chance spreads attempts
     * @param metrics tells how it goes
     */
    public record World(
            Jdbi jdbi,
            Clock clock,
            SecretBox box,
            Supplier<EventLog> logs,
            AddressGuard.Resolver resolver,
            RandomGenerator chance,
            WebhookMetrics metrics) {

        /** The world as it is, with a log. */
        public static World of(Jdbi jdbi, Clock clock, SecretBox box, Supplier<EventLog> logs, WebhookMetrics metrics) {
            return new World(jdbi, clock, box, logs, InetAddress::getAllByName, new SecureRandom(), metrics);
        }
    }

    public WebhookRunner(World world, AuditTrail audit, WebhookLimits limits) {
        this.world = world;
        AddressGuard guard = new AddressGuard(limits, world.resolver());
        this.sender = new WebhookSender(
                world.jdbi(),
                world.clock(),
                new SecretTable(world.box()),
                new WebhookPost(guard, limits, everyday()),
                new Backoff(world.chance()),
                world.metrics(),
                limits.concurrency());
        this.feeder = new WebhookFeeder(world.jdbi(), world.logs(), world.clock(), sender::nudge);
        this.webhooks = new Webhooks(world.jdbi(), audit, world.clock(), world.box(), guard, sender::nudge);
    }

    /** Begins. Once. */
    public void start() {
        feeder.start();
        sender.start();
        var unused = timer.scheduleWithFixedDelay(this::tidy, 0, TIDY_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Makes and changes webhooks. */
    public Webhooks webhooks() {
        return webhooks;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        feeder.close();
        sender.close();
    }

    /** The authorities that the platform trusts. */
    private static SSLContext everyday() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    private void tidy() {
        try {
            tidy(world.clock().instant().truncatedTo(ChronoUnit.MICROS), WebhookLimits.WAITING);
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("webhooks not tidied");
        }
    }

    /** Stops keeping deliveries for a webhook with too many that wait, and counts those that do. */
    void tidy(Instant now, int mostWaiting) {
        world.jdbi().useTransaction(handle -> WebhookTable.all(handle).stream()
                .filter(it -> DeliveryTable.isMoreThan(handle, it.webhookId(), mostWaiting))
                .forEach(it -> WebhookTable.pause(handle, it.webhookId(), Pause.TOO_MANY_WAITING, now)));
        world.metrics().show(world.jdbi().withHandle(handle -> BacklogTable.read(handle, now)));
    }
}
