package io.claimstream.features;

import io.claimstream.domain.feature.KnownCategories;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.platform.metrics.StageLatency.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The meters of feature-stream. When nothing is on its way and no record died: accepted = features + redelivered. They count work,
 * which a crash repeats; the topics count results. Thread-safe.
 */
final class FeatureMetrics {

    static final String ACCEPTED = "claimstream.features.accepted";
    static final String REDELIVERED = "claimstream.features.redelivered";
    static final String FEEDBACK = "claimstream.features.feedback";
    static final String HISTORY = "claimstream.features.history";
    static final String SNAPSHOTS = "claimstream.features.snapshots";
    static final String FEATURES = "claimstream.features.records";
    static final String UNSEEN = "claimstream.features.unseen";

    private final MeterRegistry meters;
    private final Counter accepted;
    private final Counter redelivered;
    private final Counter feedback;
    private final Counter history;
    private final Counter snapshots;
    private final Counter features;
    private final StageLatency latency;

    FeatureMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        accepted = counter(ACCEPTED, "Accepted revisions read");
        redelivered = counter(REDELIVERED, "Accepted revisions that had been seen before");
        feedback = counter(FEEDBACK, "Settlements and withdrawals read");
        history = counter(HISTORY, "Changes written to claims.history.v1");
        snapshots = counter(SNAPSHOTS, "Snapshots taken");
        features = counter(FEATURES, "Features records written");
        latency = new StageLatency(meters, clock, Stage.FEATURES);
        for (String category : KnownCategories.groups()) {
            // There from the start: an increase from nothing to one is none to Prometheus.
            var unused = unseen(category);
        }
    }

    void accepted(boolean fresh, int events) {
        accepted.increment();
        if (!fresh) {
            redelivered.increment();
        }
        history.increment(events);
    }

    void feedback(int events) {
        feedback.increment();
        history.increment(events);
    }

    void snapshot() {
        snapshots.increment();
    }

    /** Counts a features record and each category that the feature set did not know. */
    void features(ClaimFeatures record, long submittedAtMillis) {
        features.increment();
        latency.reached(submittedAtMillis);
        record.getUnseenCategories().forEach(category -> unseen(category).increment());
    }

    private Counter unseen(String category) {
        return Counter.builder(UNSEEN)
                .description("Values that the feature set does not know and calls other")
                .tag("feature", category)
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}
