package io.claimstream.ingest;

import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.platform.metrics.StageLatency.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

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
    private final StageLatency latency;

    IngestMetrics(MeterRegistry meters, Clock clock) {
        submitted = Counter.builder(SUBMITTED)
                .description("Records read from claims.submitted.v1")
                .register(meters);
        accepted = outcome(meters, "accepted");
        rejected = outcome(meters, "rejected");
        duplicate = outcome(meters, "duplicate");
        dead = outcome(meters, "dead");
        latency = new StageLatency(meters, clock, Stage.INGEST);
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

    /** An answer to a submission is ready. */
    void decided(long submittedAtMillis) {
        latency.reached(submittedAtMillis);
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
