package io.claimstream.platform.service;

import io.claimstream.platform.service.Health.Check;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/** What a service shows at {@code /metrics}: its meters, and its health as of now among them. Thread-safe. */
public final class ServiceScrape implements Supplier<String> {

    static final String READY = "claimstream.ready";
    static final String HEALTH = "claimstream.health";

    private final PrometheusMeterRegistry meters;
    private final Supplier<Health> health;
    private final MultiGauge ready;
    private final MultiGauge checks;

    public ServiceScrape(PrometheusMeterRegistry meters, Supplier<Health> health) {
        this.meters = meters;
        this.health = health;
        this.ready = MultiGauge.builder(READY)
                .description("1 while the service is ready, else 0")
                .register(meters);
        this.checks = MultiGauge.builder(HEALTH)
                .description("How a part of the service is: 0 up, 1 degraded, 2 waiting, 3 failed")
                .register(meters);
    }

    /** In Prometheus' text form. */
    @Override
    public synchronized String get() {
        Health now = health.get();
        ready.register(List.of(Row.of(Tags.empty(), now.ready() ? 1 : 0)), true);
        checks.register(
                now.checks().stream()
                        .map(check -> Row.of(Tags.of("check", check.name()), severity(check)))
                        .toList(),
                true);
        return meters.scrape();
    }

    private static int severity(Check check) {
        return switch (check.status()) {
            case UP -> 0;
            case DEGRADED -> 1;
            case WAITING -> 2;
            case FAILED -> 3;
        };
    }
}
