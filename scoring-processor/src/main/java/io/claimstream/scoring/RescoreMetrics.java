package io.claimstream.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The meters of scoring once more. When nothing is on its way: read = done + refused + repeated + dead. They count work, which a crash repeats;
 * the topics count results. Thread-safe.
 */
final class RescoreMetrics {

    static final String READ = "claimstream.scoring.rescore.read";
    static final String OUTCOMES = "claimstream.scoring.rescore.outcomes";

    private final Counter read;
    private final Counter done;
    private final Counter refused;
    private final Counter repeated;
    private final Counter dead;

    RescoreMetrics(MeterRegistry meters) {
        read = Counter.builder(READ)
                .description("Records read from claims.rescore-requests.v1")
                .register(meters);
        done = outcome(meters, "done");
        refused = outcome(meters, "refused");
        repeated = outcome(meters, "repeated");
        dead = outcome(meters, "dead");
    }

    void read() {
        read.increment();
    }

    void answered(RescoreAnswer answer) {
        answer.fold(score -> done, refusal -> refused).increment();
    }

    void repeated() {
        repeated.increment();
    }

    void deadLetter() {
        dead.increment();
    }

    private static Counter outcome(MeterRegistry meters, String outcome) {
        return Counter.builder(OUTCOMES)
                .description("What became of the requests read")
                .tag(ScoringMetrics.OUTCOME, outcome)
                .register(meters);
    }
}
