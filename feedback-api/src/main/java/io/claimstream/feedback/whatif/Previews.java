package io.claimstream.feedback.whatif;

import io.claimstream.domain.history.Gathering;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import io.claimstream.model.FullReasons;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.published.TakenModel;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Scores what is on no topic, by the code that scores what is. Thread-safe.
 *
 * @param models has what scores
 * @param served has what claims were scored from
 * @param clock tells the time of scoring, from which nothing follows
 */
record Previews(ModelChoice models, ServedFacts served, InstantSource clock) {

    /**
     * A claim that was scored, with other facts and the history that it was scored with.
     *
     * @param written the score to start from
     * @param version what scores; that of the score, with its calibration, when empty
     * @throws WhatIfRefusedException when what it was made from is gone, or the version cannot score it
     */
    Previewed of(ClaimScored written, Change change, Optional<String> version) {
        ClaimFeatures features = served.features(written);
        ClaimAccepted claim = served.claim(features);
        ClaimAccepted changed = change.of(claim);
        ClaimFeatures made = Gathering.again(changed, features);
        Optional<Previewed.Start> start = Optional.of(new Previewed.Start(written, claim, changed));
        boolean isSame = version.map(written.getModelVersion()::equals).orElse(true);
        try (TakenModel taken = isSame ? models.of(written) : models.of(version.orElseThrow(), made)) {
            ClaimScored score = score(made, written.getFeatures(), taken);
            return new Previewed(score, reasons(score, made, taken), start);
        }
    }

    /** A claim that nobody submitted; its features have no history. */
    Previewed of(ClaimFeatures features, Optional<String> version) {
        try (TakenModel taken =
                version.map(it -> models.of(it, features)).orElseGet(() -> models.inService(features))) {
            ClaimScored score = score(features, features.getAccepted(), taken);
            return new Previewed(score, reasons(score, features, taken), Optional.empty());
        }
    }

    private ClaimScored score(ClaimFeatures features, RecordRef ref, TakenModel taken) {
        ClaimScored score = taken.score(features, ref, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (taken.model().isPresent() && score.getModelVersion().equals(Scorer.BASELINE)) {
            throw new WhatIfRefusedException(
                    Reason.NOT_SCORABLE,
                    "Expected a version that can score these facts, but it answers "
                            + String.join(", ", score.getReviewReasons()) + ".");
        }
        return score;
    }

    private static List<GroupReason> reasons(ClaimScored score, ClaimFeatures features, TakenModel taken) {
        return taken.model()
                .map(it -> FullReasons.of(features, it).reasons())
                .orElseGet(() -> Explanations.named(score));
    }
}
