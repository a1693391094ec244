package io.claimstream.scoring;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Scores with whatever is in service at the moment: the champion of the claim's slot with what challenges it, else the baseline.
 * Thread-safe.
 */
final class LiveScorer {

    private final Champions champions;
    private final ChallengerScorer challengers;
    private final ScoringMetrics metrics;
    private final Clock clock;

    LiveScorer(Champions champions, ScoringMetrics metrics, Clock clock) {
        this.champions = champions;
        this.challengers = new ChallengerScorer(metrics);
        this.metrics = metrics;
        this.clock = clock;
    }

    Scores score(ClaimFeatures features, RecordRef ref) {
        long start = System.nanoTime();
        // Before the look-up, so that a champion that comes in between is not denied.
        boolean isFirst = champions.isEmpty();
        Optional<Champion> champion =
                champions.take(features.getLineOfBusiness(), features.getCurrency(), features.getInsurer());
        metrics.waitedForModel(System.nanoTime() - start);
        Scores scores = champion.map(found -> byModel(features, ref, found))
                .orElseGet(() -> Scores.alone(Scorer.baseline(
                        features, ref, isFirst ? ReviewReason.NO_MODEL : ReviewReason.OUT_OF_SCOPE, now())));
        boolean isByModel = !scores.live().getModelVersion().equals(Scorer.BASELINE);
        metrics.scored(isByModel, Duration.ofNanos(System.nanoTime() - start));
        return scores;
    }

    private Scores byModel(ClaimFeatures features, RecordRef ref, Champion champion) {
        try {
            ClaimScored score = Scorer.score(features, ref, champion.model().model(), champion.calibration(), now());
            return champion.challenger()
                    .map(it -> challengers.beside(score, features, it))
                    .orElseGet(() -> Scores.alone(score));
        } finally {
            champion.release();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
