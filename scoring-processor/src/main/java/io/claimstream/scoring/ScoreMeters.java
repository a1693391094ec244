package io.claimstream.scoring;

import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.model.ReviewReason;
import io.claimstream.platform.metrics.LabelValues;
import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.platform.metrics.StageLatency.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** The meters of what live scores say, and of how long they took. Thread-safe. */
final class ScoreMeters {

    static final String ESTIMATE = "claimstream.scoring.estimate";
    static final String INTERVAL_WIDTH = "claimstream.scoring.interval.width";
    static final String CONFIDENCE = "claimstream.scoring.confidence";
    static final String REVIEW_REASONS = "claimstream.scoring.review.reasons";

    static final String CURRENCY = "currency";
    /** Each has a histogram. More than these share one. */
    static final int MOST_CURRENCIES = 8;

    private static final double[] AMOUNTS = {
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000
    };
    private static final double[] WIDTHS = {0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10};
    private static final double[] SHARES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private final MeterRegistry meters;
    private final StageLatency latency;
    private final DistributionSummary width;
    private final DistributionSummary confidence;
    private final LabelValues currencies = new LabelValues(MOST_CURRENCIES);

    ScoreMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        latency = new StageLatency(meters, clock, Stage.SCORING);
        width = DistributionSummary.builder(INTERVAL_WIDTH)
                .description("Width of the interval as a share of the estimate")
                .serviceLevelObjectives(WIDTHS)
                .register(meters);
        confidence = DistributionSummary.builder(CONFIDENCE)
                .description("Probability, by the calibration, that the settlement is within 10 % of the estimate")
                .serviceLevelObjectives(SHARES)
                .register(meters);
        for (ReviewReason reason : ReviewReason.values()) {
            // There from the start: an increase from nothing to one is none to Prometheus.
            var unused = reviewed(reason.name());
        }
    }

    void scored(ClaimScored score, long submittedAtMillis) {
        latency.reached(submittedAtMillis);
        double estimate = score.getEstimate().doubleValue();
        estimates(score.getCurrency()).record(estimate);
        score.getInterval().filter(it -> estimate > 0).ifPresent(it -> width.record(width(it) / estimate));
        score.getConfidence().ifPresent(confidence::record);
        score.getReviewReasons().forEach(reason -> reviewed(reason).increment());
    }

    private static double width(Interval interval) {
        return interval.getUpper().subtract(interval.getLower()).doubleValue();
    }

    private DistributionSummary estimates(String currency) {
        return DistributionSummary.builder(ESTIMATE)
                .description("Estimated settlements, in whole units of their currency")
                .tag(CURRENCY, currencies.of(currency))
                .serviceLevelObjectives(AMOUNTS)
                .register(meters);
    }

    private Counter reviewed(String reason) {
        return Counter.builder(REVIEW_REASONS)
                .description("Why scores may not be accepted without a person; a score can have several reasons")
                .tag("reason", reason)
                .register(meters);
    }
}
