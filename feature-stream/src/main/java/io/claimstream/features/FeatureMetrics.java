package io.claimstream.features;

import io.claimstream.event.ClaimFeatures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

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

    FeatureMetrics(MeterRegistry meters) {
        this.meters = meters;
        accepted = counter(ACCEPTED, "Accepted revisions read");
        redelivered = counter(REDELIVERED, "Accepted revisions that had been seen before");
        feedback = counter(FEEDBACK, "Settlements and withdrawals read");
        history = counter(HISTORY, "Changes written to claims.history.v1");
        snapshots = counter(SNAPSHOTS, "Snapshots taken");
        features = counter(FEATURES, "Features records written");
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
    void features(ClaimFeatures record) {
        features.increment();
        record.getUnseenCategories().forEach(feature -> Counter.builder(UNSEEN)
                .description("Values that the feature set does not know and calls other")
                .tag("feature", feature)
                .register(meters)
                .increment());
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}
