package io.claimstream.feedback.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The meters of webhooks, of all of them together. Attempted = delivered + retried + failed. What waits is counted in the database about once a minute, so every
 * instance shows the same. Thread-safe.
 */
public final class WebhookMetrics {

    private static final String ATTEMPTS = "claimstream.webhook.attempts";

    private static final double MILLIS_PER_SECOND = 1_000;

    private final MeterRegistry registry;
    private volatile Backlog backlog = new Backlog(Map.of(), Map.of(), Duration.ZERO);

    public WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Attempted outcome : Attempted.values()) {
            // There from the start: an increase from nothing to one is none to Prometheus.
            var unused = counter(outcome);
        }
        for (State state : State.values()) {
            Tags tags = Tags.of("state", name(state));
            Gauge.builder("claimstream.webhooks", () -> backlog.webhooks().getOrDefault(state, 0L))
                    .description("Webhooks")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("claimstream.webhook.waiting", () -> backlog.waiting().getOrDefault(state, 0L))
                    .description("Deliveries that wait, by the state of their webhook")
                    .tags(tags)
                    .register(registry);
        }
        Gauge.builder(
                        "claimstream.webhook.oldest.waiting",
                        () -> backlog.oldest().toMillis() / MILLIS_PER_SECOND)
                .description("Time since the oldest delivery that waits for an active webhook was made")
                .baseUnit("seconds")
                .register(registry);
    }

    /** How a webhook is, as it stands in the database. */
    enum State {
        ACTIVE,
        PAUSED
    }

    /** What became of an attempt. */
    public enum Attempted {
        ATTEMPTED,
        DELIVERED,
        /** It failed, and comes again. */
        RETRIED,
        /** It failed, and was the last. */
        FAILED
    }

    /**
     * How much there is.
     *
     * @param webhooks by state
     * @param waiting deliveries that wait, by the state of their webhook
     * @param oldest age of the oldest that waits for an active webhook, since it was made; zero without one
     */
    record Backlog(Map<State, Long> webhooks, Map<State, Long> waiting, Duration oldest) {}

    void attempted(Attempted outcome) {
        counter(Attempted.ATTEMPTED).increment();
        counter(outcome).increment();
    }

    private Counter counter(Attempted outcome) {
        return Counter.builder(ATTEMPTS)
                .description("What became of attempts to deliver to webhooks, and those made")
                .tag("outcome", name(outcome))
                .register(registry);
    }

    void show(Backlog counted) {
        backlog = counted;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
