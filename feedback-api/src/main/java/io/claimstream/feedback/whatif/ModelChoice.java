package io.claimstream.feedback.whatif;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.published.ServedModel;
import io.claimstream.model.published.TakenModel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes what is to score. Thread-safe.
 *
 * @param library has the models
 * @param evidence has their calibrations
 */
record ModelChoice(ModelLibrary library, Evidence evidence) {

    /**
     * What made a score, with the calibration that it names.
     *
     * @throws WhatIfRefusedException when the model is not there any more, or refused
     */
    TakenModel of(ClaimScored written) {
        if (written.getModelVersion().equals(Scorer.BASELINE)) {
            return TakenModel.baseline(why(written));
        }
        return taken(written.getModelVersion(), written.getCalibration().flatMap(this::calibration));
    }

    /** Whatever is in service for a claim. */
    TakenModel inService(ClaimFeatures features) {
        if (!library.isCaughtUp()) {
            throw unknown();
        }
        return library.inService(features)
                .map(version -> of(version, features))
                .orElseGet(() ->
                        TakenModel.baseline(library.isEmpty() ? ReviewReason.NO_MODEL : ReviewReason.OUT_OF_SCOPE));
    }

    /**
     * A version with its newest calibration.
     *
     * @throws WhatIfRefusedException when it is unknown, refused, or for other claims
     */
    TakenModel of(String version, ClaimFeatures features) {
        if (version.equals(Scorer.BASELINE)) {
            return TakenModel.baseline(ReviewReason.BASELINE_REQUESTED);
        }
        TakenModel taken = taken(version, library.newestCalibration(version));
        if (taken.covers(features)) {
            return taken;
        }
        boolean isHidden = taken.model()
                .map(LoadedModel::manifest)
                .filter(it -> it.insurer() != null && !it.insurer().equals(features.getInsurer()))
                .isPresent();
        taken.close();
        // Of another insurer's models nothing is told, not even that they are there.
        throw isHidden
                ? unknown()
                : new WhatIfRefusedException(
                        Reason.WRONG_SLOT, "Expected a version for the line of business and currency of the claim.");
    }

    /** The calibration of a number; empty when it is not on its topic. */
    Optional<CalibrationRecord> calibration(int number) {
        return library.calibration(number).flatMap(evidence::calibration);
    }

    private TakenModel taken(String version, Optional<CalibrationRecord> calibration) {
        if (!library.holds(version)) {
            // The shelf would remember for a while that it is not there.
            throw unknown();
        }
        ServedModel model = library.take(version).fold(it -> it, refusal -> {
            throw refused(refusal);
        });
        return TakenModel.of(model.model(), calibration, model::release);
    }

    private WhatIfRefusedException refused(Refusal refusal) {
        return refusal.code() == Code.INCOMPLETE
                ? unknown()
                : new WhatIfRefusedException(
                        Reason.VERSION_REFUSED,
                        "Expected a version that passes every check, but it is refused: " + refusal.code() + ".");
    }

    private WhatIfRefusedException unknown() {
        if (!library.isCaughtUp()) {
            return new WhatIfRefusedException(
                    Reason.CATCHING_UP, "Expected a library that has every model; try again soon.");
        }
        return new WhatIfRefusedException(
                Reason.UNKNOWN_VERSION, "Expected a version that /v1/models lists, or baseline.");
    }

    private static ReviewReason why(ClaimScored written) {
        return Arrays.stream(ReviewReason.values())
                .filter(it -> written.getReviewReasons().contains(it.name()))
                .findFirst()
                .orElse(ReviewReason.NO_MODEL);
    }
}
