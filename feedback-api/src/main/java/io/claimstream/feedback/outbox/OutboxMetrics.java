package io.claimstream.feedback.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Jdbi;

/** The meter of what waits to be told: counted in the database, by an index, when it is asked for, so that every instance shows the same. */
public final class OutboxMetrics {

    private OutboxMetrics() {}

    /** Registers {@code claimstream.<name>.untold}. A database that does not answer makes no number. */
    public static void register(MeterRegistry registry, Jdbi jdbi, Telling telling) {
        Gauge.builder("claimstream." + telling.name() + ".untold", () -> jdbi.withHandle(telling.rows()::count))
                .description(telling.waiting())
                .register(registry);
    }
}
