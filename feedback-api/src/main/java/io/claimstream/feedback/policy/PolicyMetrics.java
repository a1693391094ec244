package io.claimstream.feedback.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The meters of acceptance policies. Read = accepted + repeated + sampled + left + undecodable. Thread-safe. */
public final class PolicyMetrics {

    private static final String SCORES = "claimstream.policy.scores";

    private final MeterRegistry registry;

    public PolicyMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Judged outcome : Judged.values()) {
            // There from the start: an increase from nothing to one is none to Prometheus.
            var unused = counter(outcome);
        }
    }

    /** What became of a score that policies looked at. */
    public enum Judged {
        READ,
        ACCEPTED,
        /** Accepted before. */
        REPEATED,
        /** Within the policy, and drawn for a person to look at. */
        SAMPLED,
        /** Left to a person. */
        LEFT,
        UNDECODABLE
    }

    void judged(Judged outcome) {
        counter(outcome).increment();
    }

    /** Scores with an outcome so far. */
    double judgedSoFar(Judged outcome) {
        return counter(outcome).count();
    }

    private Counter counter(Judged outcome) {
        return Counter.builder(SCORES)
                .description("What became of scores that acceptance policies looked at, and those read")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** Shows 1 while policies wait for Kafka, the database or the read model, else 0. */
    void watch(BooleanSupplier stuck) {
        Gauge.builder("claimstream.policies.stuck", () -> stuck.getAsBoolean() ? 1 : 0)
                .description("1 while acceptance policies wait for Kafka, the database or the read model, else 0")
                .register(registry);
    }
}
