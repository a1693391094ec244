package io.claimstream.feedback.whatif;

import io.claimstream.domain.history.Gathering;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.counterfactual.Counterfactual;
import io.claimstream.model.counterfactual.Counterfactual.Outcome;
import io.claimstream.model.counterfactual.CounterfactualSearch;
import io.claimstream.model.counterfactual.Situation;
import io.claimstream.model.counterfactual.SplitPoints;
import io.claimstream.model.published.TakenModel;
import java.util.List;

/**
 * Looks for the smallest allowed change that moves a score's estimate to an amount, by the model that made the score. Thread-safe.
 *
 * @param library has what the models were published as
 * @param models has what made the scores
 * @param served has what they were made from
 */
record Counterfactuals(ModelLibrary library, ModelChoice models, ServedFacts served) {

    /**
     * The change.
     *
     * @throws WhatIfRefusedException when the baseline made the score, what it was made from is gone, or the search takes too long
     */
    Counterfactual find(ClaimScored written, Goal goal, Workbench.Deadline deadline) {
        try (TakenModel taken = models.of(written)) {
            LoadedModel model = taken.model()
                    .orElseThrow(
                            () -> new WhatIfRefusedException(
                                    Reason.SCORED_BY_BASELINE,
                                    "Expected a score by a model; the baseline is the sum of the heads of loss, and moves with it."));
            if (goal.isReached(written.getEstimate())) {
                return new Counterfactual(Outcome.NONE_NEEDED, List.of(), 0, written.getEstimate(), 0);
            }
            ClaimFeatures features = served.features(written);
            ClaimAccepted claim = served.claim(features);
            Situation situation = Situation.of(claim, Gathering.revisions(features), features.getSnapshots());
            return new CounterfactualSearch(model.engine(), splits(model))
                    .find(situation, goal.amount(), deadline::check);
        }
    }

    private SplitPoints splits(LoadedModel model) {
        // Read from what passed the checks as it was loaded: the archive is written once for a version.
        byte[] artifact = library.bundle(model.version())
                .map(ModelBundle::artifact)
                .orElseThrow(() -> new IllegalStateException("Expected a loaded model in the archive."));
        return SplitPoints.of(
                BoosterArtifact.read(artifact, model.manifest().features().size())
                        .forest());
    }
}
