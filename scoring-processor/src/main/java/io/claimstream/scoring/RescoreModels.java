package io.claimstream.scoring;

import io.claimstream.domain.claim.RescoreRefusal;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.model.published.ServedModel;
import io.claimstream.model.published.TakenModel;
import java.util.Optional;
import java.util.function.Function;

/** What scores are done again with: the champion of the claim, any published version, or the baseline. Thread-safe. */
final class RescoreModels {

    private final Champions champions;
    private final ModelShelf shelf;
    private final Function<String, Optional<CalibrationRecord>> calibrations;

    /** @param calibrations the newest calibration of a version; asked by any thread */
    RescoreModels(Champions champions, ModelShelf shelf, Function<String, Optional<CalibrationRecord>> calibrations) {
        this.champions = champions;
        this.shelf = shelf;
        this.calibrations = calibrations;
    }

    /**
     * What a claim is scored with.
     *
     * @param version the version asked for; empty for whatever is in service for the claim
     * @throws RescoreRefusedException when the version cannot score it
     */
    TakenModel take(ClaimFeatures features, Optional<String> version) {
        if (version.isEmpty()) {
            return inService(features);
        }
        if (version.get().equals(Scorer.BASELINE)) {
            return TakenModel.baseline(ReviewReason.BASELINE_REQUESTED);
        }
        Optional<Champion> champion = champion(features);
        if (champion.isPresent()) {
            if (champion.get().model().model().version().equals(version.get())) {
                return taken(champion.get());
            }
            champion.get().release();
        }
        return published(features, version.get());
    }

    private TakenModel inService(ClaimFeatures features) {
        // Before the look-up, so that a champion that comes in between is not denied.
        boolean isFirst = champions.isEmpty();
        return champion(features)
                .map(RescoreModels::taken)
                .orElseGet(() -> TakenModel.baseline(isFirst ? ReviewReason.NO_MODEL : ReviewReason.OUT_OF_SCOPE));
    }

    private static TakenModel taken(Champion champion) {
        return TakenModel.of(champion.model().model(), champion.calibration(), champion::release);
    }

    private Optional<Champion> champion(ClaimFeatures features) {
        return champions.take(features.getLineOfBusiness(), features.getCurrency(), features.getInsurer());
    }

    private TakenModel published(ClaimFeatures features, String version) {
        ServedModel model = shelf.take(version).fold(it -> it, refusal -> {
            throw refused(version, refusal);
        });
        TakenModel taken = TakenModel.of(model.model(), calibrations.apply(version), model::release);
        if (!taken.covers(features)) {
            taken.close();
            throw new RescoreRefusedException(RescoreRefusal.WRONG_SLOT, "version " + version + " is for another slot");
        }
        return taken;
    }

    private static RescoreRefusedException refused(String version, Refusal refusal) {
        return refusal.code() == Code.INCOMPLETE
                ? new RescoreRefusedException(RescoreRefusal.UNKNOWN_VERSION, refusal.detail())
                : new RescoreRefusedException(
                        RescoreRefusal.MODEL_REFUSED,
                        "version " + version + " is refused: " + refusal.code() + ", " + refusal.detail());
    }
}
