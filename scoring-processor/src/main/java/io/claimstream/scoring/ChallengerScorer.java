package io.claimstream.scoring;

import io.claimstream.domain.claim.ClaimShare;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.Scorer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the score of a challenger beside that of the champion. Whatever becomes of the challenger, the claim has the champion's score.
 * Thread-safe.
 */
final class ChallengerScorer {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChallengerScorer.class);

    private final ScoringMetrics metrics;
    private final AtomicReference<String> complainedOf = new AtomicReference<>("");

    ChallengerScorer(ScoringMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * The champion's score with the challenger's beside it: without effect, or in its place where the claim is in the share of a canary.
     *
     * @param champion live score by the champion
     */
    Scores beside(ClaimScored champion, ClaimFeatures features, Challenger challenger) {
        Optional<ClaimScored> other = attempt(champion, features, challenger);
        if (other.isEmpty()) {
            return Scores.alone(champion);
        }
        boolean isCanary = ClaimShare.holds(
                challenger.version(), features.getInsurer(), features.getClaimId(), challenger.share());
        metrics.challenged(isCanary);
        return isCanary
                ? new Scores(other.get(), Optional.of(Scorer.shadow(champion)))
                : new Scores(champion, other.map(Scorer::shadow));
    }

    /** The live score that the challenger would make; empty when it cannot. */
    private Optional<ClaimScored> attempt(ClaimScored champion, ClaimFeatures features, Challenger challenger) {
        try {
            ClaimScored score = Scorer.score(
                    features,
                    champion.getFeatures(),
                    challenger.model().model(),
                    challenger.calibration(),
                    champion.getScoredAt());
            return score.getModelVersion().equals(Scorer.BASELINE)
                    ? failed(challenger, score.getReviewReasons().toString())
                    : Optional.of(score);
        } catch (RuntimeException e) {
            return failed(challenger, e.getClass().getSimpleName());
        }
    }

    /** Counts every failure, and tells the first of a version. */
    private Optional<ClaimScored> failed(Challenger challenger, String reason) {
        metrics.challengerFailed();
        if (!challenger.version().equals(complainedOf.getAndSet(challenger.version()))) {
            LOGGER.atWarn()
                    .addKeyValue("modelVersion", challenger.version())
                    .addKeyValue("reason", reason)
                    .log("challenger cannot score, the champion does");
        }
        return Optional.empty();
    }
}
