package io.claimstream.feedback.whatif;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.ModelManifest;
import java.util.List;
import java.util.Optional;

/**
 * A score, and all that is behind it.
 *
 * @param score the score as it was published
 * @param remade whether it was made again, and if not why
 * @param features what it was made from; empty when that is gone
 * @param manifest what its model says of itself; empty for the baseline, and when the model is not there
 * @param reasons what each group of features adds, largest first: every one where the score was made again, else those that the score tells
 */
public record Explained(
        ClaimScored score,
        Remade remade,
        Optional<ClaimFeatures> features,
        Optional<ModelManifest> manifest,
        List<GroupReason> reasons) {

    public Explained {
        reasons = List.copyOf(reasons);
    }

    /** Whether a score was made again from its features by its very model. */
    public enum Remade {
        /** It was, and every byte is the same: the reasons are those of the score, all of them. */
        BIT_FOR_BIT("Made again from its features by its very model, and every byte is the same."),
        /** The features record is not on its topic any more. */
        FEATURES_GONE("The features it was made from are gone: only the reasons that the score names are told."),
        /** The model, or the calibration that the score names, is not on its topic any more, or does not pass the checks. */
        MODEL_GONE(
                "The model or calibration it was made by is not there: only the reasons that the score names are told."),
        /** Another engine than the one that runs here made it. */
        OTHER_ENGINE("Another engine made it than runs here: only the reasons that the score names are told."),
        /** It came out otherwise: a defect, which the log reports. */
        DIFFERENT(
                "Made again it came out otherwise, which is a defect: only the reasons that the score names are told.");

        private final String text;

        Remade(String text) {
            this.text = text;
        }

        /** What this means, as a sentence for people. */
        public String text() {
            return text;
        }
    }

    /** Whether every reason is told. */
    public boolean isComplete() {
        return remade == Remade.BIT_FOR_BIT;
    }
}
