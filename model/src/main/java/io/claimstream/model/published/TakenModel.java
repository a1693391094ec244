package io.claimstream.model.published;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import java.time.Instant;
import java.util.Optional;

/**
 * What scores a claim without effect on the live score. To be closed by whoever has it.
 *
 * @param model the model; empty for the baseline
 * @param calibration its calibration
 * @param why why the baseline scores, if it does
 * @param release lets go of the model
 */
public record TakenModel(
        Optional<LoadedModel> model, Optional<CalibrationRecord> calibration, ReviewReason why, Runnable release)
        implements AutoCloseable {

    /** A model. Whoever closes it lets go of what it is held by. */
    public static TakenModel of(LoadedModel model, Optional<CalibrationRecord> calibration, Runnable release) {
        return new TakenModel(Optional.of(model), calibration, ReviewReason.NO_MODEL, release);
    }

    /** The baseline, and why it scores. */
    public static TakenModel baseline(ReviewReason why) {
        return new TakenModel(Optional.empty(), Optional.empty(), why, () -> {});
    }

    /** Whether it is for the slot of the features; the baseline is for every one. */
    public boolean covers(ClaimFeatures features) {
        return model.map(it -> Slots.covers(it.manifest().slot(), features)).orElse(true);
    }

    /** The score as it would be live. */
    public ClaimScored score(ClaimFeatures features, RecordRef ref, Instant now) {
        return model.map(it -> Scorer.score(features, ref, it, calibration, now))
                .orElseGet(() -> Scorer.baseline(features, ref, why, now));
    }

    @Override
    public void close() {
        release.run();
    }
}
