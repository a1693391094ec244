package io.claimstream.scoring;

import io.claimstream.event.ClaimScored;
import io.claimstream.model.artifact.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Function;

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
    static final String DEPLOYMENT_OFFSET = "claimstream.scoring.deployment.offset";
    static final String MODEL_AGE = "claimstream.scoring.model.age";
    static final String MODEL_BEHIND = "claimstream.scoring.model.behind";
    static final String ACTIVATION_DELAY = "claimstream.scoring.activation.delay";
    static final String STAGED = "claimstream.scoring.models.staged";
    static final String STAGING = "claimstream.scoring.model.staging";
    static final String SWAP_PAUSE = "claimstream.scoring.swap.pause";
    static final String CHALLENGERS = "claimstream.scoring.challengers";
    static final String CHALLENGER_SCORES = "claimstream.scoring.challenger.scores";

    private static final Duration[] DELAYS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final Counter read;
    private final Counter model;
    private final Counter baseline;
    private final Counter dead;
    private final Counter swaps;
    private final Counter unreadable;
    private final Timer duration;
    private final Timer modelWait;
    private final Timer activationDelay;
    private final Timer swapPause;
    private final Timer staging;
    private final Counter shadow;
    private final Counter canary;
    private final Counter challengerFailed;
    private final AtomicInteger challengers = new AtomicInteger();
    private final AtomicInteger staged = new AtomicInteger();
    private final ScoreMeters scores;
    private final SlotMeters slots;
    private final AtomicInteger slotsBehind = new AtomicInteger();
    private final LongAccumulator longestWait = new LongAccumulator(Math::max, 0);
    private boolean isSwapToSettle;

    ScoringMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        scores = new ScoreMeters(meters, clock);
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
        activationDelay = Timer.builder(ACTIVATION_DELAY)
                .description("Time from the deployment on its topic to its model being in service")
                .serviceLevelObjectives(DELAYS)
                .register(meters);
        swapPause = Timer.builder(SWAP_PAUSE)
                .description("For each swap the longest time a record waited for its model")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        staging = Timer.builder(STAGING)
                .description("Time to check and load a model, the throw-away process included")
                .register(meters);
        shadow = challenger("shadow");
        canary = challenger("canary");
        challengerFailed = challenger("failed");
        Gauge.builder(CHALLENGERS, challengers, AtomicInteger::get)
                .description("Slots in which a challenger scores beside the champion")
                .register(meters);
        Gauge.builder(STAGED, staged, AtomicInteger::get)
                .description("Models that are loaded and can go into service at once")
                .register(meters);
        slots = new SlotMeters(meters);
        for (Refusal.Code code : Refusal.Code.values()) {
            // There from the start: an increase from nothing to one is none to Prometheus.
            var unused = refusals(code);
        }
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

    /** A live score is on its way to its topic. */
    void written(ClaimScored score, long submittedAtMillis) {
        scores.scored(score, submittedAtMillis);
    }

    /** A challenger scored: without effect, or as the canary of the claim. */
    void challenged(boolean isCanary) {
        (isCanary ? canary : shadow).increment();
    }

    void challengerFailed() {
        challengerFailed.increment();
    }

    void challengers(int slots) {
        challengers.set(slots);
    }

    void deadLetter() {
        dead.increment();
    }

    void waitedForModel(long nanos) {
        modelWait.record(Duration.ofNanos(nanos));
        longestWait.accumulate(nanos);
    }

    /** For the one thread that swaps. */
    void swapped() {
        swaps.increment();
        isSwapToSettle = true;
    }

    /**
     * Counts the longest wait of a record since the last call as the pause of a swap, if there was one and any record came. For the
     * one thread that swaps.
     */
    void settleSwap() {
        long longest = longestWait.getThenReset();
        if (isSwapToSettle && longest > 0) {
            isSwapToSettle = false;
            swapPause.record(Duration.ofNanos(longest));
        }
    }

    void activated(Duration delay) {
        activationDelay.record(delay);
    }

    void staged(int models) {
        staged.set(models);
    }

    void stagingTook(Duration time) {
        staging.record(time);
    }

    void unreadable() {
        unreadable.increment();
    }

    /** For the one thread that swaps. */
    void slots(List<SlotState> states, Clock clock, Function<String, Optional<Instant>> publishedAt) {
        slotsBehind.set(
                (int) states.stream().filter(it -> it.behind().isPresent()).count());
        slots.show(states, clock, publishedAt);
    }

    void refused(Refusal.Code code) {
        refusals(code).increment();
    }

    private Counter refusals(Refusal.Code code) {
        return Counter.builder(REFUSED)
                .description("Models refused")
                .tag("code", code.name())
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    private Counter challenger(String outcome) {
        return Counter.builder(CHALLENGER_SCORES)
                .description("Claims that a challenger scored without effect, or decided, or failed to score")
                .tag(OUTCOME, outcome)
                .register(meters);
    }

    private Counter outcome(String outcome) {
        return Counter.builder(OUTCOMES)
                .description("What became of the records read")
                .tag(OUTCOME, outcome)
                .register(meters);
    }
}
