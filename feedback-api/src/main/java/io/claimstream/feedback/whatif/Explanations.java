package io.claimstream.feedback.whatif;

import io.claimstream.domain.claim.Pence;
import io.claimstream.domain.feature.Direction;
import io.claimstream.domain.feature.FeatureText;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.whatif.Explained.Remade;
import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import io.claimstream.model.FullReasons;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Recomputation;
import io.claimstream.model.published.TakenModel;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes scores again to tell every reason. What is gone makes an explanation shorter, not wrong. Thread-safe.
 *
 * @param models has what made them
 * @param evidence has what they were made from
 */
record Explanations(ModelChoice models, Evidence evidence) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Explanations.class);

    /** All that is behind a score. */
    Explained of(ClaimScored written) {
        Optional<ClaimFeatures> features =
                evidence.features(written.getFeatures()).filter(it -> isOf(it, written));
        try (TakenModel taken = models.of(written)) {
            Optional<ModelManifest> manifest = taken.model().map(LoadedModel::manifest);
            Remade remade = features.map(it -> remade(written, it, taken)).orElse(Remade.FEATURES_GONE);
            List<GroupReason> reasons = remade == Remade.BIT_FOR_BIT
                    ? taken.model()
                            .map(it ->
                                    FullReasons.of(features.orElseThrow(), it).reasons())
                            .orElseGet(() -> named(written))
                    : named(written);
            return new Explained(written, remade, features, manifest, reasons);
        } catch (WhatIfRefusedException e) {
            if (e.reason() != Reason.UNKNOWN_VERSION && e.reason() != Reason.VERSION_REFUSED) {
                throw e;
            }
            return new Explained(written, Remade.MODEL_GONE, features, Optional.empty(), named(written));
        }
    }

    private static Remade remade(ClaimScored written, ClaimFeatures features, TakenModel taken) {
        boolean isOtherEngine = taken.model()
                .filter(it -> !it.engine().version().equals(written.getEngineVersion()))
                .isPresent();
        if (isOtherEngine) {
            return Remade.OTHER_ENGINE;
        }
        if (taken.model().isPresent()
                && written.getCalibration().isPresent()
                && taken.calibration().isEmpty()) {
            return Remade.MODEL_GONE;
        }
        Optional<ClaimScored> again = taken.model()
                .map(it -> Recomputation.byModel(written, features, it, taken.calibration()))
                .or(() -> Recomputation.byBaseline(written, features));
        Optional<String> difference = again.flatMap(it -> Recomputation.difference(written, it));
        if (again.isPresent() && difference.isEmpty()) {
            return Remade.BIT_FOR_BIT;
        }
        LOGGER.atError()
                .addKeyValue("scoreId", written.getScoreId())
                .addKeyValue("field", difference.orElse("reviewReasons"))
                .log("score made again differs");
        return Remade.DIFFERENT;
    }

    static boolean isOf(ClaimFeatures features, ClaimScored score) {
        return features.getInsurer().equals(score.getInsurer())
                && features.getClaimId().equals(score.getClaimId())
                && features.getRevision() == score.getRevision();
    }

    /** The reasons that a score tells itself. */
    static List<GroupReason> named(ClaimScored score) {
        return score.getReasons().stream()
                .map(it -> new GroupReason(
                        it.getFeature(),
                        FeatureText.moved(it.getText(), score.getCurrency(), it.getContribution()),
                        Direction.of(it.getContribution()),
                        Pence.rounded(it.getContribution())))
                .toList();
    }
}
