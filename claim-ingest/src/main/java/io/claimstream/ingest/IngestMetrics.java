package io.claimstream.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The meters of claim-ingest. When nothing is on its way: submitted = accepted + rejected + duplicate + dead. They count work, which
 * a crash repeats; the topics count results. Thread-safe.
 */
final class IngestMetrics {

    static final String SUBMITTED = "claimstream.ingest.submitted";
    static final String OUTCOMES = "claimstream.ingest.outcomes";
    static final String OUTCOME = "outcome";

    private final Counter submitted;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter duplicate;
    private final Counter dead;

    IngestMetrics(MeterRegistry meters) {
        submitted = Counter.builder(SUBMITTED)
                .description("Records read from claims.submitted.v1")
                .register(meters);
        accepted = outcome(meters, "accepted");
        rejected = outcome(meters, "rejected");
        duplicate = outcome(meters, "duplicate");
        dead = outcome(meters, "dead");
    }

    void submitted() {
        submitted.increment();
    }

    void accepted() {
        accepted.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void duplicate() {
        duplicate.increment();
    }

    void deadLetter() {
        dead.increment();
    }

    private static Counter outcome(MeterRegistry meters, String outcome) {
        return Counter.builder(OUTCOMES)
                .description("What became of submitted records")
                .tag(OUTCOME, outcome)
                .register(meters);
    }
}
