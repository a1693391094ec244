package io.claimstream.scoring;

import io.claimstream.domain.claim.RescoreRefusal;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.model.published.ServedModel;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What scores are done again with: the champion of the claim, any published version, or the baseline. Thread-safe. */
final class RescoreModels {

    private final Champions champions;
    private final ModelShelf shelf;
    private final Function<String, Optional<CalibrationRecord>> calibrations;

    /**
     * What scores. To be closed by whoever has it.
     *
     * @param model the model; empty for the baseline
     * @param calibration its calibration in force
     * @param why why the baseline scores, if it does
     * @param release lets go of the model
     */
    record Taken(
            Optional<LoadedModel> model, Optional<CalibrationRecord> calibration, ReviewReason why, Runnable release)
            implements AutoCloseable {

        private static Taken model(ServedModel model, Optional<CalibrationRecord> calibration, Runnable release) {
            return new Taken(Optional.of(model.model()), calibration, ReviewReason.NO_MODEL, release);
        }

        private static Taken champion(Champion champion) {
            return model(champion.model(), champion.calibration(), champion::release);
        }

        private static Taken baseline(ReviewReason why) {
            return new Taken(Optional.empty(), Optional.empty(), why, () -> {});
        }

        /** The score as it would be live. */
        ClaimScored score(ClaimFeatures features, RecordRef ref, Instant now) {
            return model.map(it -> Scorer.score(features, ref, it, calibration, now))
                    .orElseGet(() -> Scorer.baseline(features, ref, why, now));
        }

        @Override
        public void close() {
            release.run();
        }
    }

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
    Taken take(ClaimFeatures features, Optional<String> version) {
        if (version.isEmpty()) {
            return inService(features);
        }
        if (version.get().equals(Scorer.BASELINE)) {
            return Taken.baseline(ReviewReason.BASELINE_REQUESTED);
        }
        Optional<Champion> champion = champion(features);
        if (champion.isPresent()) {
            if (champion.get().model().model().version().equals(version.get())) {
                return Taken.champion(champion.get());
            }
            champion.get().release();
        }
        return published(features, version.get());
    }

    private Taken inService(ClaimFeatures features) {
        // Before the look-up, so that a champion that comes in between is not denied.
        boolean isFirst = champions.isEmpty();
        return champion(features)
                .map(Taken::champion)
                .orElseGet(() -> Taken.baseline(isFirst ? ReviewReason.NO_MODEL : ReviewReason.OUT_OF_SCOPE));
    }

    private Optional<Champion> champion(ClaimFeatures features) {
        return champions.take(features.getLineOfBusiness(), features.getCurrency(), features.getInsurer());
    }

    private Taken published(ClaimFeatures features, String version) {
        ServedModel model = shelf.take(version).fold(it -> it, refusal -> {
            throw refused(version, refusal);
        });
        if (!isFor(model.model().manifest().slot(), features)) {
            model.release();
            throw new RescoreRefusedException(RescoreRefusal.WRONG_SLOT, "version " + version + " is for another slot");
        }
        return Taken.model(model, calibrations.apply(version), model::release);
    }

    private static RescoreRefusedException refused(String version, Refusal refusal) {
        return refusal.code() == Code.INCOMPLETE
                ? new RescoreRefusedException(RescoreRefusal.UNKNOWN_VERSION, refusal.detail())
                : new RescoreRefusedException(
                        RescoreRefusal.MODEL_REFUSED,
                        "version " + version + " is refused: " + refusal.code() + ", " + refusal.detail());
    }

    private static boolean isFor(ModelSlot slot, ClaimFeatures features) {
        return slot.getLineOfBusiness().equals(features.getLineOfBusiness())
                && slot.getCurrency().equals(features.getCurrency())
                && slot.getInsurer().map(it -> it.equals(features.getInsurer())).orElse(true);
    }
}
