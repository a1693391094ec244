package io.claimstream.retrain;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ScoredRevision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The meters of what people and upstream systems say of claims. They count work, which a crash repeats. Thread-safe. */
final class FeedbackMeters {

    static final String FEEDBACK = "claimstream.retrain.feedback";
    static final String DELAY = "claimstream.retrain.feedback.delay";
    static final String KIND = "kind";

    /** From what a policy accepts at once to what is settled after a year. */
    private static final Duration[] BOUNDARIES = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(8),
        Duration.ofDays(1),
        Duration.ofDays(3),
        Duration.ofDays(7),
        Duration.ofDays(30),
        Duration.ofDays(90),
        Duration.ofDays(365)
    };

    private final Map<FeedbackKind, Counter> counters = new EnumMap<>(FeedbackKind.class);
    private final Map<FeedbackKind, Timer> delays = new EnumMap<>(FeedbackKind.class);

    FeedbackMeters(MeterRegistry meters) {
        for (FeedbackKind kind : FeedbackKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            counters.put(
                    kind,
                    Counter.builder(FEEDBACK)
                            .description("Feedback read, redeliveries included")
                            .tag(KIND, name)
                            .register(meters));
            delays.put(
                    kind,
                    Timer.builder(DELAY)
                            .description("Time from a score to the feedback on it, as the broker stamped that;"
                                    + " feedback on the whole claim counts from its latest score")
                            .tag(KIND, name)
                            .serviceLevelObjectives(BOUNDARIES)
                            .register(meters));
        }
    }

    void heard(ClaimFeedback feedback, Collection<ScoredRevision> scored, Instant at) {
        Objects.requireNonNull(counters.get(feedback.getKind())).increment();
        scoredAt(feedback, scored)
                .map(it -> Duration.between(it, at))
                .filter(it -> !it.isNegative())
                .ifPresent(Objects.requireNonNull(delays.get(feedback.getKind()))::record);
    }

    private static Optional<Instant> scoredAt(ClaimFeedback feedback, Collection<ScoredRevision> scored) {
        return scored.stream()
                .filter(it ->
                        feedback.getScoreId().isEmpty() || feedback.getScoreId().equals(it.getScoreId()))
                .flatMap(it -> it.getScoredAt().stream())
                .max(Instant::compareTo);
    }
}
