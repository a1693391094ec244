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

/** Scores with whatever is in service at the moment: the champion of the claim's slot, else the baseline. Thread-safe. */
final class LiveScorer {

    private final Champions champions;
    private final ScoringMetrics metrics;
    private final Clock clock;

    LiveScorer(Champions champions, ScoringMetrics metrics, Clock clock) {
        this.champions = champions;
        this.metrics = metrics;
        this.clock = clock;
    }

    ClaimScored score(ClaimFeatures features, RecordRef ref) {
        long start = System.nanoTime();
        // Before the look-up, so that a champion that comes in between is not denied.
        boolean isFirst = champions.isEmpty();
        Optional<Champion> champion =
                champions.take(features.getLineOfBusiness(), features.getCurrency(), features.getInsurer());
        metrics.waitedForModel(System.nanoTime() - start);
        ClaimScored score = champion.map(found -> byModel(features, ref, found))
                .orElseGet(() -> Scorer.baseline(
                        features, ref, isFirst ? ReviewReason.NO_MODEL : ReviewReason.OUT_OF_SCOPE, now()));
        metrics.scored(!score.getModelVersion().equals(Scorer.BASELINE), Duration.ofNanos(System.nanoTime() - start));
        return score;
    }

    private ClaimScored byModel(ClaimFeatures features, RecordRef ref, Champion champion) {
        try {
            return Scorer.score(features, ref, champion.model().model(), champion.calibration(), now());
        } finally {
            champion.model().release();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
