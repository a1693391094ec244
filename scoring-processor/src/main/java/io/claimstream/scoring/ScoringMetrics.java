package io.claimstream.scoring;

import io.claimstream.model.artifact.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The meters of scoring-processor. When nothing is on its way: read = model + baseline + dead. They count work, which a crash
 * repeats; the topics count results. Thread-safe.
 */
final class ScoringMetrics {

    static final String READ = "claimstream.scoring.read";
    static final String OUTCOMES = "claimstream.scoring.outcomes";
    static final String OUTCOME = "outcome";
    static final String DURATION = "claimstream.scoring.duration";
    static final String MODEL_WAIT = "claimstream.scoring.model.wait";
    static final String SWAPS = "claimstream.scoring.model.swaps";
    static final String REFUSED = "claimstream.scoring.model.refused";
    static final String UNREADABLE = "claimstream.scoring.model.unreadable";
    static final String SLOTS_BEHIND = "claimstream.scoring.slots.behind";

    private final MeterRegistry meters;
    private final Counter read;
    private final Counter model;
    private final Counter baseline;
    private final Counter dead;
    private final Counter swaps;
    private final Counter unreadable;
    private final Timer duration;
    private final Timer modelWait;
    private final AtomicInteger slotsBehind = new AtomicInteger();

    ScoringMetrics(MeterRegistry meters) {
        this.meters = meters;
        read = counter(READ, "Records read from claims.features.v1");
        model = outcome("model");
        baseline = outcome("baseline");
        dead = outcome("dead");
        swaps = counter(SWAPS, "Times a slot changed its model or calibration");
        unreadable = counter(UNREADABLE, "Records on the model topics that could not be read");
        duration =
                Timer.builder(DURATION).description("Time to score one record").register(meters);
        modelWait = Timer.builder(MODEL_WAIT)
                .description("Time a record waited for its model, swaps included")
                .register(meters);
        Gauge.builder(SLOTS_BEHIND, slotsBehind, AtomicInteger::get)
                .description("Slots that do not serve the model last deployed in them")
                .register(meters);
    }

    void read() {
        read.increment();
    }

    void scored(boolean byModel, Duration taken) {
        (byModel ? model : baseline).increment();
        duration.record(taken);
    }

    void deadLetter() {
        dead.increment();
    }

    void waitedForModel(long nanos) {
        modelWait.record(Duration.ofNanos(nanos));
    }

    void swapped() {
        swaps.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void slotsBehind(int slots) {
        slotsBehind.set(slots);
    }

    void refused(Refusal.Code code) {
        Counter.builder(REFUSED)
                .description("Models refused")
                .tag("code", code.name())
                .register(meters)
                .increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    private Counter outcome(String outcome) {
        return Counter.builder(OUTCOMES)
                .description("What became of the records read")
                .tag(OUTCOME, outcome)
                .register(meters);
    }
}
